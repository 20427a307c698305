import { Stack, Title } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCreditorId } from '../../components/company-connections.js';
import { EmptyState } from '../../components/empty-state.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { useTexts } from '../../i18n/use-texts.js';
import { useCompany } from '../../session/companies.js';
import { proposalsQuery, secondPersonRuleQuery } from '../../session/proposals.js';
import { EndedProposals } from './ended-proposals.js';
import { ProposalCard } from './proposal-card.js';
import { RuleCard } from './rule-card.js';
import { secondPersonTexts } from './texts/index.js';

/** What takes two persons, what waits for the second, and what became of what was asked before. */
export default function SecondPersonPage() {
  const t = useTexts(secondPersonTexts);
  const creditorId = useCreditorId();
  const company = useCompany(creditorId);
  const rule = useQuery(secondPersonRuleQuery(creditorId));
  const open = useInfiniteQuery(proposalsQuery(creditorId, 'open'));
  return (
    <Page title={t.title} lead={t.lead}>
      <QueryStates query={company}>
        {(known) => (
          <Stack gap="xl">
            <Stack>
              <Title order={2} size="h3">
                {t.waiting}
              </Title>
              <PagedStates
                query={open}
                rows={open.data?.pages.flatMap(({ proposals }) => proposals)}
                empty={
                  <EmptyState icon={IconUsersGroup} title={t.noneTitle}>
                    {t.none}
                  </EmptyState>
                }
              >
                {(rows) =>
                  rows.map((proposal) => (
                    <ProposalCard key={proposal.proposalId} company={known} proposal={proposal} />
                  ))
                }
              </PagedStates>
            </Stack>
            <QueryStates query={rule}>
              {(inForce) => <RuleCard key={inForce.version} creditorId={creditorId} rule={inForce} />}
            </QueryStates>
            <EndedProposals company={known} />
          </Stack>
        )}
      </QueryStates>
    </Page>
  );
}
