import { Alert, Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../../i18n/use-texts.js';
import { secondStep } from '../../session/entrance.js';
import { EntranceCard } from './entrance-card.js';
import { entranceTexts } from './texts/index.js';

/** The code of an authenticator app, or one of the reserve. */
export function SecondStep({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts(entranceTexts);
  const [code, setCode] = useState('');
  const [trusts, setTrusts] = useState(false);
  const attempt = useMutation({ mutationFn: () => secondStep(code, trusts), onSuccess: onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <EntranceCard title={t.codeTitle} lead={t.codeLead}>
      <form onSubmit={submit}>
        <Stack>
          {attempt.error && (
            <Alert color="red" role="alert">
              {t.wrongCode}
            </Alert>
          )}
          <TextInput
            label={t.code}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            data-autofocus
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
          <Checkbox
            label={t.trust}
            checked={trusts}
            onChange={({ currentTarget }) => setTrusts(currentTarget.checked)}
          />
          <Button type="submit" loading={attempt.isPending} fullWidth size="md">
            {t.confirm}
          </Button>
        </Stack>
      </form>
    </EntranceCard>
  );
}
