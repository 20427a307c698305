import { Alert, Button, Group, List, SegmentedControl, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconHandStop } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { PagedStates } from '../../components/paged-states.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { RunProgress } from '../../components/run-progress.js';
import { useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { ConnectionPath } from '../../session/connections.js';
import { hasRight, useMe } from '../../session/me.js';
import { isReading, type Run, runsQuery } from '../../session/runs.js';
import { PROPOSALS_KEY } from '../../session/proposals.js';
import { AwaitingSecondPerson } from './awaiting-second-person.js';
import { InvoiceTable } from './invoice-table.js';
import { claimToApprove, type Filter, FILTERS, ITEMS_KEY, itemsQuery } from './items.js';
import { OrderModal, type WantedOrder } from './order-modal.js';
import { invoicesTexts } from './texts/index.js';
import { useClaimOrders } from './use-claim-orders.js';

/** The list with its filters, and what is done with what is chosen. */
export function Invoices({ path }: { readonly path: ConnectionPath }) {
  const t = useTexts(invoicesTexts);
  const { language } = useLanguage();
  const mayApprove = hasRight(useMe(), 'approve');
  const [filter, setFilter] = useState<Filter>('all');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState<WantedOrder>();
  const query = useInfiniteQuery(itemsQuery(path, filter, language));
  const runs = useRuns(path);
  const reading = isReading(runs);
  const { approve } = useClaimOrders(path.creditorId);
  const queries = useQueryClient();
  const items = query.data?.pages.flatMap((page) => page.items);
  const waiting = new Set((items ?? []).flatMap(claimToApprove));
  const ready = [...chosen].filter((claimId) => waiting.has(claimId));
  const approveChosen = (): void =>
    approve.mutate(ready, {
      onSuccess: (results) => {
        setChosen(new Set());
        const count = results.filter(({ outcome }) => outcome === 'approved').length;
        if (count > 0)
          notifications.show({ message: t.approved(count), icon: <IconCheck size={18} />, color: 'teal' });
        void queries.invalidateQueries({ queryKey: [PROPOSALS_KEY] });
      },
    });
  const refused = approve.data?.filter(({ outcome }) => outcome === 'refused') ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          value={filter}
          onChange={(value) => setFilter(FILTERS.find((each) => each === value) ?? 'all')}
          data={FILTERS.map((value) => ({ value, label: t.filters[value] }))}
          style={{ maxWidth: '100%', overflowX: 'auto' }}
        />
        {mayApprove && waiting.size > 0 && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconHandStop size={16} />}
              disabled={ready.length === 0}
              onClick={() => setWanted({ order: 'withdraw', claimIds: ready })}
            >
              {t.exclude(ready.length)}
            </Button>
            <Button
              leftSection={<IconCheck size={16} />}
              disabled={ready.length === 0}
              loading={approve.isPending}
              onClick={approveChosen}
            >
              {t.approve(ready.length)}
            </Button>
          </Group>
        )}
      </Group>
      <RunProgress runs={runs} />
      {approve.error && <ProblemAlert error={approve.error} />}
      <AwaitingSecondPerson creditorId={path.creditorId} />
      {refused.length > 0 && (
        <Alert color="yellow" title={t.notApproved(refused.length)}>
          <List size="sm">
            {refused.map(({ claimId, reason }) => (
              <List.Item key={claimId}>{reason}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <PagedStates
        query={query}
        rows={items}
        empty={!reading && <EmptyState title={t.noneTitle}>{t.none}</EmptyState>}
      >
        {(found) => (
          <InvoiceTable
            path={path}
            items={found}
            chosen={chosen}
            onChoose={setChosen}
            onOrder={setWanted}
            mayApprove={mayApprove}
          />
        )}
      </PagedStates>
      {wanted && (
        <OrderModal creditorId={path.creditorId} wanted={wanted} onClose={() => setWanted(undefined)} />
      )}
    </Stack>
  );
}

const NO_RUNS: readonly Run[] = [];

/** The newest readings. The list is asked for anew whenever a look finds more, and at the end. */
function useRuns(path: ConnectionPath): readonly Run[] {
  const queries = useQueryClient();
  const { data: runs } = useQuery(runsQuery(path));
  const [run] = runs ?? [];
  const progress = run && `${run.id} ${run.state} ${run.phase} ${run.recordsRead}`;
  useEffect(() => {
    if (progress !== undefined) void queries.invalidateQueries({ queryKey: [ITEMS_KEY, path.connectionId] });
  }, [progress, path.connectionId, queries]);
  return runs ?? NO_RUNS;
}
