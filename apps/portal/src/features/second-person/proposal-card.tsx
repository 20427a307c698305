import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Instant } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { ReasonModal } from '../../components/reason-modal.js';
import { useLanguage } from '../../i18n/language.js';
import { problemTexts } from '../../i18n/problems/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Company } from '../../session/companies.js';
import type { Proposal } from '../../session/proposals.js';
import { secondPersonTexts } from './texts/index.js';
import { type Outcomes, useProposalOrders } from './use-proposal-orders.js';
import { WhatChanges } from './what-changes.js';

interface ProposalProps {
  readonly company: Company;
  readonly proposal: Proposal;
}

/** What waits: what it would do, who asked, and what the reader may do about it. */
export function ProposalCard({ company, proposal }: ProposalProps) {
  const t = useTexts(secondPersonTexts);
  const who = useWho();
  const { kind, askedBy, askedAt, why, connectionId } = proposal;
  const ledger = company.connections.find((one) => one.connectionId === connectionId)?.ledger;
  return (
    <Card withBorder padding="lg" maw={720}>
      <Stack>
        <Stack gap={2}>
          <Title order={3} size="h4">
            {ledger === undefined ? t.kinds[kind] : `${t.kinds[kind]} (${ledger})`}
          </Title>
          <Text size="sm" c="dimmed">
            {t.askedBy(who(askedBy))}, <Instant at={askedAt} />
          </Text>
        </Stack>
        <WhatChanges proposal={proposal} currency={company.currency} />
        {why !== null && (
          <Text size="sm">
            <strong>{t.why}:</strong> {why}
          </Text>
        )}
        <Decision creditorId={company.creditorId} proposal={proposal} />
      </Stack>
    </Card>
  );
}

interface DecisionProps {
  readonly creditorId: string;
  readonly proposal: Proposal;
}

function Decision({ creditorId, proposal }: DecisionProps) {
  const t = useTexts(secondPersonTexts);
  const { proposalId, mayDecide, mayWithdraw, firstPerson } = proposal;
  const [declines, setDeclines] = useState(false);
  const send = useProposalOrders(creditorId, proposalId, useOutcomes());
  const hint = mayWithdraw
    ? t.yours
    : firstPerson === null
      ? t.byProgram
      : mayDecide
        ? undefined
        : t.forOthers;
  return (
    <>
      {send.error && !declines && <ProblemAlert error={send.error} />}
      {hint !== undefined && <Text size="sm">{hint}</Text>}
      <Group>
        {mayDecide && (
          <>
            <Button loading={send.isPending} onClick={() => send.mutate({ order: 'confirm' })}>
              {firstPerson === null ? t.confirmFirst : t.confirm}
            </Button>
            <Button variant="default" onClick={() => setDeclines(true)}>
              {t.decline}
            </Button>
          </>
        )}
        {mayWithdraw && (
          <Button
            variant="default"
            loading={send.isPending}
            onClick={() => send.mutate({ order: 'withdraw' })}
          >
            {t.withdraw}
          </Button>
        )}
      </Group>
      {declines && (
        <ReasonModal
          title={t.declineTitle}
          lead={t.declineLead}
          label={t.reason}
          submit={t.decline}
          isPending={send.isPending}
          error={send.error}
          onSubmit={(reason) => send.mutate({ order: 'decline', reason })}
          onClose={() => setDeclines(false)}
        />
      )}
    </>
  );
}

/** Says what a yes has done, claim by claim where it was about claims, or why it could do nothing any more. */
function useOutcomes(): Outcomes {
  const t = useTexts(secondPersonTexts);
  const { language } = useLanguage();
  const show = (message: string, color: string): void => void notifications.show({ message, color });
  return {
    confirmed: ({ state, outcome }) => {
      const results = outcome?.['results'];
      if (state === 'open') return show(t.firstConfirmed, 'blue');
      if (!Array.isArray(results)) return show(t.confirmed, 'teal');
      const outcomes = (results as readonly { readonly outcome?: unknown }[]).map((one) => one.outcome);
      const left = outcomes.filter((one) => one === 'refused').length;
      show(t.confirmedClaims(outcomes.filter((one) => one === 'approved').length), 'teal');
      if (left > 0) show(t.notReleased(left), 'yellow');
    },
    gone: ({ code, title, remedy }) => {
      const known = problemTexts[language][code] ?? { title, remedy };
      notifications.show({ title: known.title, message: known.remedy, color: 'yellow', autoClose: false });
    },
  };
}

/** The name of somebody in a proposal. */
export function useWho(): (person: Proposal['askedBy']) => string {
  const t = useTexts(secondPersonTexts);
  return ({ kind, name }) => name ?? (kind === 'user' ? t.formerPerson : t.program);
}
