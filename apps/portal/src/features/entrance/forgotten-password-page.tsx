import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { askForReset } from '../../session/entrance.js';
import { DoneMessage } from './done-message.js';
import { EntranceCard } from './entrance-card.js';
import { entranceTexts } from './texts/index.js';

export default function ForgottenPasswordPage() {
  const t = useTexts(entranceTexts);
  const [email, setEmail] = useState('');
  const attempt = useMutation({ mutationFn: () => askForReset(email.trim()) });
  return (
    <EntranceCard title={t.forgottenTitle} lead={t.forgottenLead} toSignIn>
      {attempt.isSuccess ? (
        <DoneMessage>{t.linkSent}</DoneMessage>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            attempt.mutate();
          }}
        >
          <Stack>
            {attempt.error && <ProblemAlert error={attempt.error} />}
            <TextInput
              label={t.email}
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <Button type="submit" loading={attempt.isPending} fullWidth size="md">
              {t.sendLink}
            </Button>
          </Stack>
        </form>
      )}
    </EntranceCard>
  );
}
