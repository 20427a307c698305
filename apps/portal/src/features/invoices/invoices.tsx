import { Group, SegmentedControl, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
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
import { AwaitingSecondPerson } from './awaiting-second-person.js';
import { BulkActions } from './bulk-actions.js';
import { InvoiceTable } from './invoice-table.js';
import { ItemFilters } from './item-filters.js';
import {
  ALL,
  claimToApprove,
  claimToUndo,
  type Filter,
  FILTERS,
  isFiltered,
  ITEMS_KEY,
  itemsQuery,
} from './items.js';
import { OrderModal, type WantedOrder } from './order-modal.js';
import { RefusedClaims } from './refused-claims.js';
import { invoicesTexts } from './texts/index.js';
import { useApproving } from './use-approving.js';

const TYPING_MS = 300;

/** The list with its filters, and what is done with what is chosen. */
export function Invoices({ path }: { readonly path: ConnectionPath }) {
  const t = useTexts(invoicesTexts);
  const { language } = useLanguage();
  const mayApprove = hasRight(useMe(), 'approve');
  const [filter, setFilter] = useState<Filter>('all');
  const [shown, setShown] = useState(ALL);
  // What is typed letter by letter is asked for once.
  const [asked] = useDebouncedValue(shown, TYPING_MS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState<WantedOrder>();
  const query = useInfiniteQuery(itemsQuery(path, filter, asked, language));
  const runs = useRuns(path);
  const reading = isReading(runs);
  const { approve, undo, approveNow, undoNow } = useApproving(path.creditorId, () => setChosen(new Set()));
  const items = query.data?.pages.flatMap((page) => page.items);
  const waiting = new Set((items ?? []).flatMap(claimToApprove));
  const open = new Set((items ?? []).flatMap(claimToUndo));
  const ready = [...chosen].filter((claimId) => waiting.has(claimId));
  const undoable = [...chosen].filter((claimId) => open.has(claimId));
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          value={filter}
          onChange={(value) => setFilter(FILTERS.find((each) => each === value) ?? 'all')}
          data={FILTERS.map((value) => ({ value, label: t.filters[value] }))}
          style={{ maxWidth: '100%', overflowX: 'auto' }}
        />
        {mayApprove && waiting.size + open.size > 0 && (
          <BulkActions
            ready={ready}
            undoable={undoable}
            isApproving={approve.isPending}
            isUndoing={undo.isPending}
            onExclude={() => setWanted({ order: 'withdraw', claimIds: ready })}
            onApprove={() => approveNow(ready)}
            onUndo={() => undoNow(undoable)}
          />
        )}
      </Group>
      <ItemFilters chosen={shown} onChange={setShown} />
      <RunProgress runs={runs} />
      {approve.error && <ProblemAlert error={approve.error} />}
      {undo.error && <ProblemAlert error={undo.error} />}
      <AwaitingSecondPerson creditorId={path.creditorId} />
      <RefusedClaims
        title={t.notApproved}
        reasons={(approve.data ?? []).flatMap(({ claimId, outcome, reason = '' }) =>
          outcome === 'refused' ? [{ claimId, reason }] : [],
        )}
      />
      <RefusedClaims
        title={t.notUndone}
        reasons={(undo.data ?? []).flatMap(({ claimId, refusal }) =>
          refusal ? [{ claimId, reason: t.undoRefusals[refusal] }] : [],
        )}
      />
      <PagedStates
        query={query}
        rows={items}
        empty={
          isFiltered(asked) ? (
            <EmptyState title={t.noneMatchTitle}>{t.noneMatch}</EmptyState>
          ) : (
            !reading && <EmptyState title={t.noneTitle}>{t.none}</EmptyState>
          )
        }
      >
        {(found) => (
          <InvoiceTable
            path={path}
            items={found}
            chosen={chosen}
            onChoose={setChosen}
            onOrder={setWanted}
            onUndo={undoNow}
            onCustomer={(customerNumber) => setShown({ ...ALL, customerNumber })}
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
