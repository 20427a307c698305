import { type CaseDebtorId, type Clock, type Country, type Debtor, newId } from '@app/domain';
import type { DebtorStanding, Language } from '@app/collection';
import type { CaseDebtorEntity, StoredContactPoint } from '../entities/case-debtor.entity.js';

export type NewDebtor = Omit<
  CaseDebtorEntity,
  | 'creditorId'
  | 'changedAt'
  | 'connectionId'
  | 'ledgerDebtorId'
  | 'addressFailed'
  | 'standIns'
  | 'erasedParts'
  | 'eraseOn'
>;

/** The debtor as the ledger tells them: nothing is known yet of consent, history or circumstances. */
export function debtorProfile(debtor: Debtor, country: Country, clock: Clock): NewDebtor {
  return {
    id: newId<'CaseDebtorId'>(clock) as CaseDebtorId,
    kind: debtor.kind,
    standing: standingOf(debtor),
    name: debtor.name,
    organisationNumber: debtor.organisationNumber ?? null,
    language: debtor.language ?? languageOf(country),
    address: debtor.address ?? null,
    contactPoints: contactPointsOf(debtor, clock),
    circumstances: {},
    guardian: null,
    category: null,
    history: 'new',
    workedBefore: null,
    keptByHand: false,
  };
}

/** Never guessed: a person has rights that a business has not. */
export function standingOf({ kind }: Pick<Debtor, 'kind'>): DebtorStanding | null {
  if (kind === 'unknown') return null;
  return kind === 'person' ? 'consumer' : 'business';
}

export function languageOf(country: Country): Language {
  return country === 'NO' ? 'nb' : 'sv';
}

function contactPointsOf({ emails, phones }: Debtor, clock: Clock): StoredContactPoint[] {
  const point = (channel: StoredContactPoint['channel'], value: string): StoredContactPoint => ({
    id: newId(clock),
    channel,
    value,
    consent: 'not-asked',
    failed: false,
  });
  return [
    ...emails.map((value) => point('email', value)),
    ...phones.map((value) => point('sms', value)),
    ...phones.map((value) => point('call', value)),
  ];
}
