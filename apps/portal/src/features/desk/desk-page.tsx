import { answer } from '@app/client';
import { SegmentedControl, Stack } from '@mantine/core';
import { IconBuildingBank } from '@tabler/icons-react';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { deskTexts } from './texts/index.js';
import { TransactionCard } from './transaction-card.js';
import { TRANSACTIONS_KEY } from './use-desk-orders.js';

const FILTERS = ['open', 'set-aside', 'allocated'] as const;
type Filter = (typeof FILTERS)[number];
const PAGE_SIZE = 50;

const transactionsQuery = (state: Filter) =>
  infiniteQueryOptions({
    queryKey: [TRANSACTIONS_KEY, state],
    queryFn: ({ pageParam }) =>
      answer(
        hub.GET('/api/v1/bank-transactions', {
          params: { query: { state, limit: PAGE_SIZE, ...(pageParam === null ? {} : { after: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextAfter }) => nextAfter,
  });

/** The desk for money that waits for a person, each with the claims that it may be for. */
export default function DeskPage() {
  const t = useTexts(deskTexts);
  const [filter, setFilter] = useState<Filter>('open');
  const query = useInfiniteQuery(transactionsQuery(filter));
  const rows = query.data?.pages.flatMap(({ transactions }) => transactions);
  return (
    <Page title={t.title} lead={t.lead}>
      <SegmentedControl
        value={filter}
        onChange={(value) => setFilter(FILTERS.find((each) => each === value) ?? 'open')}
        data={FILTERS.map((value) => ({ value, label: t.filters[value] }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <PagedStates
        query={query}
        rows={rows}
        empty={
          <EmptyState icon={IconBuildingBank} title={t.noneTitle}>
            {t.none}
          </EmptyState>
        }
      >
        {(found) => (
          <Stack>
            {found.map((transaction) => (
              <TransactionCard key={transaction.id} transaction={transaction} />
            ))}
          </Stack>
        )}
      </PagedStates>
    </Page>
  );
}
