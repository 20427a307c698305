import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Instant } from '../../components/day.js';
import { PagedStates } from '../../components/paged-states.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Company } from '../../session/companies.js';
import { type Proposal, proposalsQuery } from '../../session/proposals.js';
import { useWho } from './proposal-card.js';
import { secondPersonTexts } from './texts/index.js';
import { WhatChanges } from './what-changes.js';

const COLORS = { confirmed: 'teal', declined: 'orange', withdrawn: 'gray', outdated: 'gray' } as const;

/** What was asked before, with who decided it; not shown while there is none. */
export function EndedProposals({ company }: { readonly company: Company }) {
  const t = useTexts(secondPersonTexts);
  const query = useInfiniteQuery(proposalsQuery(company.creditorId, 'ended'));
  const rows = query.data?.pages.flatMap(({ proposals }) => proposals);
  if (rows?.length === 0) return null;
  return (
    <Stack>
      <Title order={2} size="h3">
        {t.ended}
      </Title>
      <PagedStates query={query} rows={rows} empty={null}>
        {(found) =>
          found.map((proposal) => (
            <Ended key={proposal.proposalId} proposal={proposal} currency={company.currency} />
          ))
        }
      </PagedStates>
    </Stack>
  );
}

function Ended({ proposal, currency }: { readonly proposal: Proposal; readonly currency: string }) {
  const t = useTexts(secondPersonTexts);
  const who = useWho();
  const { kind, state, askedBy, askedAt, endedBy, endedAt, reason } = proposal;
  if (state === 'open') return null;
  return (
    <Card withBorder padding="md" maw={720}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={3} size="h5">
            {t.kinds[kind]}
          </Title>
          <Badge variant="light" color={COLORS[state]} style={{ textTransform: 'none' }}>
            {t.states[state]}
          </Badge>
        </Group>
        <WhatChanges proposal={proposal} currency={currency} />
        <Text size="sm" c="dimmed">
          {t.askedBy(who(askedBy))}, <Instant at={askedAt} />
          <br />
          {endedBy && t.endedBy[state](who(endedBy))}, <Instant at={endedAt} />
        </Text>
        {reason !== null && (
          <Text size="sm">
            <strong>{t.why}:</strong> {reason}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
