import { Alert, Button, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { DoneMessage } from './done-message.js';
import { EntranceCard } from './entrance-card.js';
import { entranceTexts } from './texts/index.js';

interface EntranceFormProps {
  readonly title: string;
  readonly lead?: string;
  /** What the link of a mail holds; empty: the page was opened without it. */
  readonly secret?: string;
  readonly attempt: Pick<
    UseMutationResult<unknown, Error, void>,
    'mutate' | 'error' | 'isPending' | 'isSuccess'
  >;
  readonly action: string;
  /** What is said once it is done, in the form's place. */
  readonly done: string;
  readonly children: ReactNode;
}

/** One form before anybody is signed in: its fields, one button, and what came of it. */
export function EntranceForm({ title, lead, secret, attempt, action, done, children }: EntranceFormProps) {
  const t = useTexts(entranceTexts);
  return (
    <EntranceCard title={title} {...(lead === undefined ? {} : { lead })} toSignIn>
      {secret === '' && <Alert color="yellow">{t.noLink}</Alert>}
      {attempt.isSuccess ? (
        <DoneMessage>{done}</DoneMessage>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            attempt.mutate();
          }}
        >
          <Stack>
            {attempt.error && <ProblemAlert error={attempt.error} />}
            {children}
            <Button type="submit" loading={attempt.isPending} disabled={secret === ''} fullWidth size="md">
              {action}
            </Button>
          </Stack>
        </form>
      )}
    </EntranceCard>
  );
}
