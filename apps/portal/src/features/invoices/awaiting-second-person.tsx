import { Alert, Anchor } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../i18n/use-texts.js';
import { proposalsQuery } from '../../session/proposals.js';
import { invoicesTexts } from './texts/index.js';

/** How many claims somebody has approved that wait for a second person, and the way there; nothing while none do. */
export function AwaitingSecondPerson({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(invoicesTexts);
  const { data } = useInfiniteQuery(proposalsQuery(creditorId, 'open'));
  const claims = (data?.pages ?? [])
    .flatMap(({ proposals }) => proposals)
    .reduce((sum, proposal) => sum + (proposal.claims?.count ?? 0), 0);
  if (claims === 0) return null;
  return (
    <Alert color="yellow" icon={<IconUsersGroup />} title={t.awaiting(claims)}>
      <Anchor component={Link} to={`/companies/${creditorId}/second-person`} size="sm">
        {t.toSecondPerson}
      </Anchor>
    </Alert>
  );
}
