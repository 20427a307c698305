import type { ClaimId, Country, JsonObject, LocalDate } from '@app/domain';
import { DEFAULT_LAW_SETTINGS, percentFromPpm, roundInterest } from '@app/collection';
import { type CaseBalance, interestStatement } from '../facts/case-balance.js';
import type { CaseRecord, RecordClaim } from '../facts/case-record.js';

export interface BalanceLine {
  readonly what: string;
  readonly claimId: ClaimId | null;
  readonly on: LocalDate;
  /** Signed as it adds to what is owed, in minor units. */
  readonly minor: bigint;
  readonly explanation: JsonObject;
}

/** Everything that makes the balance, line by line: they add up to what is owed, to the last minor unit. */
export function balanceLines(record: CaseRecord, balance: CaseBalance, country: Country): BalanceLine[] {
  return record.claims
    .filter(({ state }) => state !== 'withdrawn')
    .flatMap((claim) => [
      ...principalLines(record, claim),
      ...interestLines(record, claim, balance.asOf, country),
      ...otherLines(record, claim),
    ]);
}

function principalLines(record: CaseRecord, claim: RecordClaim): BalanceLine[] {
  const lines: BalanceLine[] = [
    {
      what: 'principal',
      claimId: claim.id,
      on: claim.dueOn,
      minor: BigInt(claim.principal),
      explanation: { dueOn: claim.dueOn },
    },
  ];
  const before = BigInt(claim.reducedBefore);
  if (before !== 0n) {
    const explanation = { because: 'paid, credited or given up before the hand-over' };
    lines.push({
      what: 'reduced-before',
      claimId: claim.id,
      on: record.openedOn,
      minor: -before,
      explanation,
    });
  }
  const moved = record.movements.filter(({ claimId, part }) => claimId === claim.id && part === 'principal');
  for (const { kind, on, minor } of moved) {
    lines.push({
      what: kind,
      claimId: claim.id,
      on,
      minor: -BigInt(minor),
      explanation: { part: 'principal' },
    });
  }
  // A correction by the creditor may demand more or less than the sum of what was told.
  const left = lines.reduce((sum, line) => sum + line.minor, 0n);
  const difference = BigInt(claim.outstanding) - left;
  if (difference !== 0n) {
    const explanation = { because: 'demanded so by the newest hand-over' };
    lines.push({ what: 'corrected', claimId: claim.id, on: record.openedOn, minor: difference, explanation });
  }
  return lines;
}

function interestLines(
  record: CaseRecord,
  claim: RecordClaim,
  asOf: LocalDate,
  country: Country,
): BalanceLine[] {
  const { rounding } = DEFAULT_LAW_SETTINGS[country].interest;
  let exact = 0n;
  let rounded = 0n;
  return interestStatement(record, claim, asOf, country).lines.flatMap((line): BalanceLine[] => {
    exact += line.exact;
    const through = roundInterest(exact, rounding);
    const minor = through - rounded;
    rounded = through;
    if (minor === 0n) return [];
    const explanation = {
      from: line.from,
      to: line.to,
      days: line.days,
      yearDays: line.yearDays,
      ratePercent: percentFromPpm(line.yearlyPpm),
      capitalMinor: `${line.principalMinor}`,
      rule: line.rule,
      source: line.source,
    };
    return [{ what: 'interest', claimId: claim.id, on: line.to, minor, explanation }];
  });
}

function otherLines(record: CaseRecord, claim: RecordClaim): BalanceLine[] {
  const charged = record.charges
    .filter(({ claimId }) => claimId === claim.id)
    .map(({ kind, entry, part, on, minor }) => ({
      what: kind,
      claimId: claim.id,
      on,
      minor: BigInt(minor),
      explanation: { entry, part },
    }));
  const paid = record.movements
    .filter(({ claimId, part }) => claimId === claim.id && part !== 'principal' && part !== 'overpaid')
    .map(({ kind, part, on, minor }) => ({
      what: kind,
      claimId: claim.id,
      on,
      minor: -BigInt(minor),
      explanation: { part },
    }));
  return [...charged, ...paid];
}
