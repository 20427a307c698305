import { answer, ProblemError } from '@app/client';
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { signIn, signInElsewhere } from '../../session/entrance.js';
import { hub, ME_KEY } from '../../session/hub.js';
import { EntranceCard } from './entrance-card.js';
import { SecondStep } from './second-step.js';
import { entranceTexts } from './texts/index.js';

/** E-mail and password, then the code where one is asked for, then the page that was wanted. */
export default function SignInPage() {
  const t = useTexts(entranceTexts);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asksForCode, setAsksForCode] = useState(false);
  const { enter, target, cameBackWith } = useEnter();
  const attempt = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: (outcome) => (outcome === 'inside' ? enter() : setAsksForCode(true)),
    onError: () => setPassword(''),
  });
  if (asksForCode) return <SecondStep onDone={enter} />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <EntranceCard title={t.signInTitle} lead={t.signInLead}>
      <form onSubmit={submit}>
        <Stack>
          {attempt.error && <Refused error={attempt.error} />}
          {cameBackWith !== undefined && !attempt.error && (
            <Alert color="red" role="alert">
              {t.elsewhereFailed}
            </Alert>
          )}
          <TextInput
            label={t.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <PasswordInput
            label={t.password}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
          <Button type="submit" loading={attempt.isPending} fullWidth size="md" mt="xs">
            {t.signIn}
          </Button>
          <Elsewhere target={target} />
          <Anchor component={Link} to="/forgotten-password" size="sm">
            {t.forgotten}
          </Anchor>
        </Stack>
      </form>
    </EntranceCard>
  );
}

/** Where the installation has a provider of single sign-on. */
function Elsewhere({ target }: { readonly target: string }) {
  const t = useTexts(entranceTexts);
  const options = useQuery({
    queryKey: ['sign-in-options'],
    queryFn: () => answer(hub.GET('/api/v1/sign-in-options')),
    staleTime: Infinity,
  });
  const leave = useMutation({ mutationFn: () => signInElsewhere(target) });
  const name = options.data?.singleSignOn;
  if (!name) return null;
  return (
    <>
      {leave.error && (
        <Alert color="red" role="alert">
          {t.elsewhereDown(name)}
        </Alert>
      )}
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()} fullWidth size="md">
        {t.signInWith(name)}
      </Button>
    </>
  );
}

function Refused({ error }: { readonly error: Error }) {
  const t = useTexts(entranceTexts);
  const status = error instanceof ProblemError ? error.status : 0;
  if (status === 401 || status === 429) {
    return (
      <Alert color="red" role="alert">
        {status === 401 ? t.wrong : t.locked}
      </Alert>
    );
  }
  return <ProblemAlert error={error} />;
}

/** To the page that was asked for before signing in; never to another site. */
function useEnter() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to, error } = useSearch({ strict: false }) as { to?: unknown; error?: unknown };
  const target = typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/';
  const enter = (): void => {
    void (async () => {
      await queries.invalidateQueries({ queryKey: ME_KEY, refetchType: 'none' });
      queries.removeQueries({ queryKey: ME_KEY });
      await navigate({ href: target });
    })();
  };
  return { enter, target, cameBackWith: error };
}
