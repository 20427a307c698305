import type { Sequences } from '../books/sequence.js';
import type { ArRegister } from './ar-register.js';
import type { ArRow } from './rows.js';
import type { XledgerUnverified } from './unverified.js';

/** What matching needs of the world around it. */
export interface MatchingGround {
  readonly ids: Sequences;
  readonly ar: ArRegister;
  readonly switches: XledgerUnverified;
  changed(row: ArRow, isSeen: boolean): void;
}

/** A part of a credit row that settles a part of a debit row, in minor units of their currency. */
interface Application {
  readonly debit: ArRow;
  readonly credit: ArRow;
  readonly minor: number;
}

/**
 * Matching of customer rows: rows that settle each other share one id, which is new whenever a row joins, and what is
 * open falls on both sides. Partial matches are allowed; unmatching a row gives its id back to 0.
 */
export class Matching {
  readonly #ofRow = new Map<ArRow, Set<Application>>();

  constructor(private readonly world: MatchingGround) {}

  /** Settles the rows against each other as far as they reach. False when nothing could be settled. */
  match(rows: readonly ArRow[]): boolean {
    const debits = rows.filter((row) => row.remainingMinor > 0).sort(byDay);
    const credits = rows.filter((row) => row.remainingMinor < 0).sort(byDay);
    const settled = new Set<ArRow>();
    for (const credit of credits) {
      for (const debit of debits) {
        if (credit.remainingMinor === 0) break;
        if (debit.posting.currency !== credit.posting.currency) continue;
        this.#apply(debit, credit, Math.min(debit.remainingMinor, 0 - credit.remainingMinor), settled);
      }
    }
    this.#overpay(rows, credits, settled);
    if (settled.size === 0) return false;
    this.#join(settled);
    return true;
  }

  /** Takes a row out of what it settled or was settled by. */
  unmatch(row: ArRow): void {
    const group = this.#groupOf(row);
    for (const application of this.#ofRow.get(row) ?? []) this.#undo(application);
    const seen = new Set<ArRow>();
    for (const member of group) {
      if (seen.has(member)) continue;
      const component = this.#groupOf(member);
      for (const one of component) seen.add(one);
      const matchId = component.size > 1 ? this.world.ids.next('match') : 0;
      for (const one of component) this.#mark(one, matchId);
    }
  }

  /** Rows settled together with this one, itself included. */
  #groupOf(row: ArRow): Set<ArRow> {
    const group = new Set([row]);
    for (const member of group) {
      for (const { debit, credit } of this.#ofRow.get(member) ?? []) group.add(debit).add(credit);
    }
    return group;
  }

  #overpay(rows: readonly ArRow[], credits: readonly ArRow[], settled: Set<ArRow>): void {
    if (this.world.switches.overpaymentOn !== 'invoice') return;
    const invoice = rows.find((row) => row.type === 'INVOICE');
    if (!invoice) return;
    for (const credit of credits) {
      if (credit.remainingMinor < 0) this.#apply(invoice, credit, 0 - credit.remainingMinor, settled);
    }
  }

  #apply(debit: ArRow, credit: ArRow, minor: number, settled: Set<ArRow>): void {
    if (minor <= 0) return;
    const application = { debit, credit, minor };
    debit.remainingMinor -= minor;
    credit.remainingMinor += minor;
    if (credit.type !== 'CREDIT_MEMO') debit.lastPaidOn = credit.posting.on;
    for (const row of [debit, credit]) {
      settled.add(row);
      const list = this.#ofRow.get(row);
      if (list) list.add(application);
      else this.#ofRow.set(row, new Set([application]));
    }
  }

  #undo(application: Application): void {
    const { debit, credit, minor } = application;
    debit.remainingMinor += minor;
    credit.remainingMinor -= minor;
    for (const row of [debit, credit]) {
      const list = this.#ofRow.get(row);
      list?.delete(application);
      if (list?.size === 0) this.#ofRow.delete(row);
    }
  }

  #join(settled: Iterable<ArRow>): void {
    const matchId = this.world.ids.next('match');
    const members = new Set<ArRow>();
    for (const row of settled) for (const member of this.#groupOf(row)) members.add(member);
    for (const member of members) this.#mark(member, matchId);
  }

  #mark(row: ArRow, matchId: number): void {
    this.world.ar.setMatch(row, matchId);
    this.world.changed(row, this.world.switches.deltaOnMatch);
  }
}

function byDay(a: ArRow, b: ArRow): number {
  return a.posting.on < b.posting.on ? -1 : a.posting.on > b.posting.on ? 1 : a.id - b.id;
}
