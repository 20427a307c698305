import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { ReasonModal } from '../../components/reason-modal.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import { deskTexts } from './texts/index.js';
import { type Transaction, useDeskOrders } from './use-desk-orders.js';

type Asked = { readonly what: 'set-aside' } | { readonly what: 'undo'; readonly settlementId: string };

export function TransactionCard({ transaction }: { readonly transaction: Transaction }) {
  const t = useTexts(deskTexts);
  const mayMove = hasCollectorRight(useMe(), 'move-money');
  const [asked, setAsked] = useState<Asked>();
  const send = useDeskOrders(transaction);
  const { amount, open, payerName, bookedOn, references, texts, reason, state, proposals, allocations } =
    transaction;
  return (
    <Card withBorder padding="lg">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Stack gap={2}>
            <Text fw={600}>{payerName ?? t.unknownPayer}</Text>
            <Text size="sm" c="dimmed">
              {t.on}: <Day on={bookedOn} />
              {reason && ` · ${t.reasons[reason] ?? reason}`}
            </Text>
          </Stack>
          <Stack gap={2} align="flex-end">
            <Amount of={amount} fw={650} />
            {open.amount !== amount.amount && (
              <Text size="sm" c="dimmed">
                {t.openAmount}: <Amount of={open} />
              </Text>
            )}
          </Stack>
        </Group>
        {(references.length > 0 || texts.length > 0) && (
          <Text size="sm">
            {t.text}: {[...references, ...texts].join(' · ')}
          </Text>
        )}
        {send.error && <ProblemAlert error={send.error} />}
        {state === 'open' && (
          <Text size="sm" fw={600}>
            {proposals.length > 0 ? t.proposals : t.noProposals}
          </Text>
        )}
        {state === 'open' &&
          proposals.map(({ claimId, creditorName, invoiceNumber, outstanding }) => (
            <Group key={claimId} justify="space-between">
              <Text size="sm">
                {creditorName} · {t.invoice} {invoiceNumber} · {t.owes} <Amount of={outstanding} />
              </Text>
              {mayMove && (
                <Button
                  size="xs"
                  variant="light"
                  loading={send.isPending}
                  aria-label={`${t.assign}: ${t.invoice} ${invoiceNumber}`}
                  onClick={() =>
                    send.mutate(
                      { what: 'assign', claimId },
                      { onSuccess: () => notifications.show({ message: t.placed, color: 'teal' }) },
                    )
                  }
                >
                  {t.assign}
                </Button>
              )}
            </Group>
          ))}
        {mayMove && (
          <Group>
            {state === 'open' && (
              <Button size="xs" variant="default" onClick={() => setAsked({ what: 'set-aside' })}>
                {t.setAside}
              </Button>
            )}
            {state === 'set-aside' && (
              <Button size="xs" variant="default" onClick={() => send.mutate({ what: 'take-up' })}>
                {t.takeUp}
              </Button>
            )}
            {allocations
              .filter(({ undoneBy }) => undoneBy === null)
              .map(({ settlementId }) => (
                <Button
                  key={settlementId}
                  size="xs"
                  variant="default"
                  onClick={() => setAsked({ what: 'undo', settlementId })}
                >
                  {t.undo}
                </Button>
              ))}
          </Group>
        )}
      </Stack>
      {asked && (
        <ReasonModal
          title={asked.what === 'undo' ? t.undo : t.setAside}
          lead={asked.what === 'undo' ? t.undoLead : t.setAsideLead}
          label={t.reason}
          submit={asked.what === 'undo' ? t.undo : t.setAside}
          isPending={send.isPending}
          error={send.error}
          onSubmit={(why) => send.mutate({ ...asked, reason: why }, { onSuccess: () => setAsked(undefined) })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Card>
  );
}
