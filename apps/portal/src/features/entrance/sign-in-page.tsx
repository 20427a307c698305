import { ProblemError } from '@app/client';
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { signIn } from '../../session/entrance.js';
import { ME_KEY } from '../../session/hub.js';
import { EntranceCard } from './entrance-card.js';
import { SecondStep } from './second-step.js';
import { entranceTexts } from './texts/index.js';

/** E-mail and password, then the code where one is asked for, then the page that was wanted. */
export default function SignInPage() {
  const t = useTexts(entranceTexts);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asksForCode, setAsksForCode] = useState(false);
  const enter = useEnter();
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
          <Anchor component={Link} to="/forgotten-password" size="sm">
            {t.forgotten}
          </Anchor>
        </Stack>
      </form>
    </EntranceCard>
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
function useEnter(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ strict: false }) as { to?: unknown };
  const target = typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/';
  return () => {
    void (async () => {
      await queries.invalidateQueries({ queryKey: ME_KEY, refetchType: 'none' });
      queries.removeQueries({ queryKey: ME_KEY });
      await navigate({ href: target });
    })();
  };
}
