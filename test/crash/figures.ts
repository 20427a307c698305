import type { Database } from '../../apps/hub/src/database/database.js';

/** What the hub's rows say, counted by an operator who sees all creditors. */
export interface HubFigures {
  readonly items: number;
  readonly claims: number;
  readonly inCollection: number;
  readonly collected: number;
  readonly handOvers: number;
  readonly pagesStored: number;
  readonly settlements: number;
  readonly writeBacks: number;
  readonly verified: number;
  readonly unfinished: number;
  readonly unbalanced: number;
  readonly activeRuns: number;
}

export async function hubFigures(database: Database): Promise<HubFigures> {
  const [row] = await database.asOperator((tx) =>
    tx.query<HubFigures>(
      `select (select count(*)::int from open_item) as items,
         (select count(*)::int from claim) as claims,
         (select count(*)::int from claim where state in ('in-collection', 'closed')) as "inCollection",
         (select count(*)::int from collected_claim) as collected,
         (select count(*)::int from outbox_message where kind = 'hand-over' and state = 'sent') as "handOvers",
         (select coalesce(sum(pages), 0)::int from sync_run) as "pagesStored",
         (select count(*)::int from settlement) as settlements,
         (select count(*)::int from write_back) as "writeBacks",
         (select count(*)::int from write_back where state = 'verified') as verified,
         (select count(*)::int from write_back where state in ('planned', 'sending', 'being-confirmed', 'booked'))
           as unfinished,
         (select count(*)::int from claim where principal_minor <>
            paid_minor + credited_minor + written_off_minor + outstanding_minor) as unbalanced,
         (select count(*)::int from sync_run where state = 'running') as "activeRuns"`,
    ),
  );
  if (!row) throw new Error('A query without tables answered no row.');
  return row;
}

export type Phase = 'pull' | 'hand-over' | 'write-back' | 'quiet';

/** What the hub is at, as far as its rows tell. */
export function phaseOf(figures: HubFigures, invoices: number): Phase {
  if (figures.claims < invoices) return 'pull';
  if (figures.handOvers < figures.claims) return 'hand-over';
  // Each start begins a pull, which goes on beside it.
  if (figures.unfinished > 0) return 'write-back';
  return figures.activeRuns > 0 ? 'pull' : 'quiet';
}
