import type { Database } from '../../apps/hub/src/database/database.js';

/** What the hub's rows say of money on its way, counted by an operator. Minor units as text. */
export interface MoneyFigures {
  readonly unread: number;
  readonly unbooked: number;
  readonly payments: number;
  readonly counted: string;
  readonly open: string;
  readonly allocated: number;
  readonly settlements: number;
  readonly writeBacks: number;
  readonly verified: number;
  readonly toBook: number;
  readonly remittances: number;
  readonly payouts: number;
  readonly paid: number;
  readonly failed: number;
  readonly bank: string;
  readonly journal: string;
  readonly unbalancedClaims: number;
}

export type Phase = 'intake' | 'allocation' | 'remittance' | 'write-back' | 'quiet';

export function phaseOf({ unread, unbooked, payouts, paid, toBook }: MoneyFigures): Phase {
  if (unread > 0) return 'intake';
  if (unbooked > 0) return 'allocation';
  if (paid < payouts) return 'remittance';
  return toBook > 0 ? 'write-back' : 'quiet';
}

export async function moneyFigures(database: Database): Promise<MoneyFigures> {
  const [row] = await database.asOperator((tx) => tx.query<MoneyFigures>(FIGURES));
  if (!row) throw new Error('A query without tables answered no row.');
  return row;
}

const FIGURES = `
  select (select count(*)::int from bank_file where state = 'received') as unread,
    (select count(*)::int from bank_transaction where state = 'new') as unbooked,
    (select count(*)::int from bank_transaction where state in ('allocated', 'open')) as payments,
    (select coalesce(sum(minor), 0)::text from bank_transaction where state in ('allocated', 'open')) as counted,
    (select coalesce(sum(minor - allocated_minor), 0)::text from bank_transaction where state = 'open') as open,
    (select count(*)::int from payment_allocation where undone_by_id is null) as allocated,
    (select count(*)::int from settlement) as settlements,
    (select count(*)::int from write_back) as "writeBacks",
    (select count(*)::int from write_back where state = 'verified') as verified,
    (select count(*)::int from write_back where state in ('planned', 'sending', 'being-confirmed', 'booked')) as "toBook",
    (select count(*)::int from remittance) as remittances,
    (select count(*)::int from payout) as payouts,
    (select count(*)::int from payout where state = 'paid') as paid,
    (select count(*)::int from payout where state in ('failed', 'cancelled')) as failed,
    (select coalesce(sum(balance_minor), 0)::text from client_money_account where kind = 'bank') as bank,
    (select coalesce(sum(amount_minor), 0)::text from client_money_line) as journal,
    (select count(*)::int from claim where principal_minor <>
       paid_minor + credited_minor + written_off_minor + outstanding_minor) as "unbalancedClaims"`;
