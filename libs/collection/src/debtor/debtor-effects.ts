import type { Hold } from '../planner/decision.js';
import type { StepRule } from '../process/step-rule.js';
import type { DebtorCircumstances, Recipient } from './circumstances.js';

const DEBTOR: readonly Recipient[] = ['debtor'];
const GUARDIAN: readonly Recipient[] = ['guardian'];
const BOTH: readonly Recipient[] = ['debtor', 'guardian'];
const REPRESENTATIVE: readonly Recipient[] = ['representative'];
const ESTATE: readonly Recipient[] = ['estate'];

/** To whom letters go: the estate, the guardian, the agent the debtor named, or the debtor. */
export function recipientsOf(
  debtor: Pick<DebtorCircumstances, 'deceased' | 'minor' | 'guardian' | 'representative'>,
): readonly Recipient[] {
  if (debtor.deceased) return ESTATE;
  if (debtor.minor) return GUARDIAN;
  if (debtor.guardian && debtor.guardian.scope !== 'not-concerned') {
    return debtor.guardian.scope === 'both' ? BOTH : GUARDIAN;
  }
  return debtor.representative ? REPRESENTATIVE : DEBTOR;
}

/**
 * What the debtor's circumstances hold. Only new facts end these: a person looks, or the authority decides.
 * Death: the heirs answer, not the dead (arveloven; ärvdabalken 18, 20 kap.). Bankruptcy: claims are filed in the
 * estate (konkursloven; konkurslagen). Debt settlement: gjeldsordningsloven § 3-4; skuldsaneringslagen 2016:675. Minors
 * and guardians: vergemålsloven §§ 9, 12; föräldrabalken 9 kap.; LOV-2026-05-22-19 §§ 29, 30.
 */
export function debtorHolds(debtor: DebtorCircumstances, rule: StepRule): Hold[] {
  const holds: Hold[] = [];
  const { deceased, bankruptcy, debtSettlement, minor, vulnerable } = debtor;
  if (deceased && !deceased.estateReachable) {
    holds.push({ reason: 'deceased', inputs: { diedOn: deceased.diedOn } });
  }
  if (bankruptcy) holds.push({ reason: 'bankruptcy', inputs: { openedOn: bankruptcy.openedOn } });
  if (debtSettlement) {
    const { stage, until } = debtSettlement;
    holds.push({ reason: 'debt-settlement', inputs: until === undefined ? { stage } : { stage, until } });
  }
  if (minor && !minor.debtStands) holds.push({ reason: 'minor', inputs: { adultOn: minor.adultOn } });
  if (vulnerable && stopsFor(vulnerable.care, rule)) {
    holds.push({ reason: 'vulnerable', inputs: { care: vulnerable.care, sinceOn: vulnerable.sinceOn } });
  }
  pushUnreachable(debtor, holds);
  return holds;
}

function stopsFor(care: 'stop' | 'contact-only' | 'adapted', rule: StepRule): boolean {
  return care === 'stop' || (care === 'contact-only' && rule.legalEffect);
}

function pushUnreachable(debtor: DebtorCircumstances, holds: Hold[]): void {
  const recipients = recipientsOf(debtor);
  if (recipients.includes('guardian') && debtor.guardian?.reachable !== true) {
    holds.push({ reason: 'guardian-not-reachable', inputs: {} });
  }
  if (recipients === REPRESENTATIVE && debtor.representative?.reachable !== true) {
    holds.push({ reason: 'representative-not-reachable', inputs: {} });
  }
}

/** Each step with legal effect is approved by a person, case by case. */
export function needsPersonForLegalEffect(debtor: DebtorCircumstances): boolean {
  return debtor.vulnerable?.care === 'adapted';
}

/** Texts speak in the warmest tone, whatever the rules of channels say. */
export function isGentle(debtor: DebtorCircumstances): boolean {
  return debtor.vulnerable !== undefined || debtor.deceased !== undefined;
}
