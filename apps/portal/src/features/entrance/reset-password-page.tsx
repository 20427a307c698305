import { Alert, Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { resetPassword } from '../../session/entrance.js';
import { DoneMessage } from './done-message.js';
import { EntranceCard } from './entrance-card.js';
import { NewPasswordField } from './new-password-field.js';
import { entranceTexts } from './texts/index.js';
import { useLinkSecret } from './use-link-secret.js';

/** By the link in the mail. */
export default function ResetPasswordPage() {
  const t = useTexts(entranceTexts);
  const token = useLinkSecret();
  const [password, setPassword] = useState('');
  const attempt = useMutation({ mutationFn: () => resetPassword(token, password) });
  return (
    <EntranceCard title={t.resetTitle} toSignIn>
      {token === '' && <Alert color="yellow">{t.noLink}</Alert>}
      {attempt.isSuccess ? (
        <DoneMessage>{t.passwordSet}</DoneMessage>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            attempt.mutate();
          }}
        >
          <Stack>
            {attempt.error && <ProblemAlert error={attempt.error} />}
            <NewPasswordField value={password} onChange={setPassword} />
            <Button type="submit" loading={attempt.isPending} disabled={token === ''} fullWidth size="md">
              {t.setPassword}
            </Button>
          </Stack>
        </form>
      )}
    </EntranceCard>
  );
}
