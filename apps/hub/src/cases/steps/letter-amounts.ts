import { type ClaimId, type Country, type LocalDate, type Money, money, sumOfMinor } from '@app/domain';
import { DEFAULT_LAW_SETTINGS, percentFromPpm, roundInterest } from '@app/collection';
import type { AdditionKind, LetterAddition, LetterData, LetterInterest } from '@app/letters';
import { type CaseBalance, interestStatement } from '../facts/case-balance.js';
import type { CaseRecord, RecordClaim } from '../facts/case-record.js';
import type { InvoiceFacts } from './letter-facts.js';

export type LetterAmounts = Pick<LetterData, 'claims' | 'additions' | 'interest' | 'payments' | 'total'>;

/** Kinds of charges by the line of the letter that they stand on. */
const LINE_OF: Readonly<Record<string, AdditionKind>> = {
  'reminder-fee': 'reminder-fee',
  'notice-fee': 'notice-fee',
  'demand-fee': 'collection-fee',
  'collection-fee': 'collection-fee',
  'plan-fee': 'plan-fee',
  compensation: 'compensation',
  'court-fee': 'court-fee',
};

/** What a letter demands, part by part, so that the parts make the sum that the case's balance says. */
export function letterAmounts(
  record: CaseRecord,
  balance: CaseBalance,
  invoices: readonly InvoiceFacts[],
  terms: {
    readonly claimIds: readonly ClaimId[];
    readonly withInterest: boolean;
    readonly country: Country;
    readonly subject: string;
  },
): LetterAmounts {
  const { currency } = record;
  const amount = (minor: bigint): Money => money(minor, currency);
  const claims = record.claims.filter(({ id }) => terms.claimIds.includes(id));
  const additions = additionsOf(record, terms.claimIds).map(({ kind, minor }): LetterAddition => ({
    kind,
    amount: amount(minor),
  }));
  const interest = terms.withInterest
    ? claims.flatMap((claim) => interestOf(record, claim, balance.asOf, terms.country, amount))
    : [];
  const payments = paymentsOf(record, terms, amount);
  const demanded = claims.map((claim) => ({ claim, minor: principalOf(record, claim) }));
  const total =
    sumOfMinor(demanded.map(({ minor }) => minor)) +
    sumOfMinor(additions.map((line) => line.amount.minor)) +
    sumOfMinor(interest.map(({ accrued }) => accrued.minor)) -
    sumOfMinor(payments.map((line) => line.amount.minor));
  return {
    claims: demanded.map(({ claim, minor }) => {
      const invoice = invoices.find(({ claimId }) => claimId === claim.id);
      return {
        invoiceNumber: invoice?.invoiceNumber ?? '',
        invoicedOn: invoice?.invoicedOn ?? claim.dueOn,
        dueOn: claim.dueOn,
        concerns: invoice?.subject ?? terms.subject,
        principal: amount(minor),
      };
    }),
    additions,
    interest,
    payments,
    total: amount(total),
  };
}

/** As it is demanded: what was credited or had gone before the hand-over is no part of it, money received is its own line. */
function principalOf(record: CaseRecord, { id, outstanding }: RecordClaim): bigint {
  return (
    BigInt(outstanding) +
    sumOfMinor(
      moneyOf(record, [id])
        .filter(({ part }) => part === 'principal')
        .map(({ minor }) => BigInt(minor)),
    )
  );
}

function moneyOf({ movements }: CaseRecord, claimIds: readonly ClaimId[]): CaseRecord['movements'] {
  return movements.filter(
    ({ claimId, kind, part }) =>
      claimId !== null &&
      claimIds.includes(claimId) &&
      part !== 'overpaid' &&
      (kind === 'payment' || kind === 'payment-reversed' || kind === 'direct-payment'),
  );
}

/** One line a day: what was paid on it, on whatever part it was counted. */
function paymentsOf(
  record: CaseRecord,
  { claimIds }: { readonly claimIds: readonly ClaimId[] },
  amount: (minor: bigint) => Money,
): LetterData['payments'] {
  const days = new Map<LocalDate, bigint>();
  for (const { on, minor } of moneyOf(record, claimIds)) days.set(on, (days.get(on) ?? 0n) + BigInt(minor));
  return [...days].filter(([, minor]) => minor > 0n).map(([on, minor]) => ({ on, amount: amount(minor) }));
}

function additionsOf(
  { charges }: CaseRecord,
  claimIds: readonly ClaimId[],
): { readonly kind: AdditionKind; readonly minor: bigint }[] {
  const lines = new Map<AdditionKind, bigint>();
  let lessForLetters = 0n;
  for (const { kind, part, claimId, minor } of charges) {
    if (part === 'interest' || claimId === null || !claimIds.includes(claimId)) continue;
    const line = LINE_OF[kind];
    if (line === undefined) lessForLetters -= BigInt(minor);
    else lines.set(line, (lines.get(line) ?? 0n) + BigInt(minor));
  }
  // What a ceiling or a set-off took from the letters' fees is taken from the newest of them first; in Sweden the
  // collection fee is the demand's.
  for (const kind of ['notice-fee', 'reminder-fee', 'collection-fee'] as const) {
    const had = lines.get(kind) ?? 0n;
    const less = lessForLetters < had ? lessForLetters : had;
    if (less <= 0n) continue;
    lines.set(kind, had - less);
    lessForLetters -= less;
  }
  return [...lines].filter(([, minor]) => minor > 0n).map(([kind, minor]) => ({ kind, minor }));
}

/** The lines of the statement, each rounded so that together they are the sum that is rounded once. */
function interestOf(
  record: CaseRecord,
  claim: RecordClaim,
  asOf: LocalDate,
  country: Country,
  amount: (minor: bigint) => Money,
): LetterInterest[] {
  const { rounding } = DEFAULT_LAW_SETTINGS[country].interest;
  const waived = sumOfMinor(
    record.charges
      .filter(({ part, claimId }) => part === 'interest' && claimId === claim.id)
      .map(({ minor }) => -BigInt(minor)),
  );
  let exact = 0n;
  let rounded = 0n;
  let waivedLeft = waived;
  const lines: LetterInterest[] = [];
  for (const line of interestStatement(record, claim, asOf, country).lines) {
    exact += line.exact;
    const through = roundInterest(exact, rounding);
    const accrued = through - rounded;
    const less = waivedLeft < accrued ? waivedLeft : accrued;
    waivedLeft -= less;
    rounded = through;
    lines.push({
      ratePercent: percentFromPpm(line.yearlyPpm),
      fromOn: line.from,
      toOn: line.to,
      capital: amount(line.principalMinor),
      accrued: amount(accrued - less),
    });
  }
  return lines.filter(({ accrued }) => accrued.minor > 0n);
}
