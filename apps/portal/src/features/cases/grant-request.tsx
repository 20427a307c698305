import type { Schemas } from '@app/client';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { GrantWish } from '../../components/grant-wish.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, hasRight, useMe } from '../../session/me.js';
import { Agreed } from './agreed.js';
import { type CasePath, caseQueries } from './one-case.js';
import { casesTexts } from './texts/index.js';

type Task = Schemas['TaskDto'];

/** Whether the task asks the creditor for a yes; then it is answered, and not ended by hand. */
export function isGrantRequest({ key, state }: Task): boolean {
  return state === 'open' && key.startsWith('creditor-approves:');
}

interface GrantRequestProps {
  readonly path: CasePath;
  readonly task: Task;
  readonly onAnswer: () => void;
}

/** What waits for the creditor's yes or no, and noting it. */
export function GrantRequest({ path, task, onAnswer }: GrantRequestProps) {
  const t = useTexts(casesTexts);
  const me = useMe();
  const mayAnswer = hasCollectorRight(me, 'work-cases') || hasRight(me, 'approve');
  const { data: shown } = useQuery(caseQueries(path).itself);
  const { kind, body, limit, reason } = task.detail as Readonly<Record<string, unknown>>;
  return (
    <Agreed
      title={t.creditorsYes}
      state={t.waitsForCreditor}
      actions={
        mayAnswer && (
          <Button size="xs" onClick={onAnswer}>
            {t.orders.answerGrant.title}
          </Button>
        )
      }
    >
      <GrantWish
        kind={String(kind)}
        wish={body}
        limit={limit}
        reason={String(reason)}
        currency={shown?.owed.total.currency ?? 'NOK'}
      />
    </Agreed>
  );
}
