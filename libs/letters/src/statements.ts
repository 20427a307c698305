import type { LetterInterest } from './letter-data.js';
import type { Speaker } from './speaker.js';
import { type Statement, STATEMENTS } from './wording/wording.js';

/** Every sentence that a template may place; empty where the letter's data have no ground for it. */
export type Statements = Readonly<Record<Statement, string>>;

export function statementsOf(speaker: Speaker): Statements {
  const values = valuesOf(speaker);
  return Object.fromEntries(STATEMENTS.map((name) => [name, spoken(speaker, name, values)])) as Record<
    Statement,
    string
  >;
}

/** One line of the calculation of interest. */
export function interestLine(
  speaker: Speaker,
  { ratePercent, capital, fromOn, toOn, accrued }: LetterInterest,
): string {
  return filled(speaker.text(speaker.wording.statements.interestLine), {
    rate: speaker.percent(ratePercent),
    capital: speaker.amount(capital),
    from: speaker.day(fromOn),
    to: speaker.day(toOn),
    accrued: speaker.amount(accrued),
  });
}

function spoken(speaker: Speaker, name: Statement, values: Readonly<Record<string, string>>): string {
  const { data } = speaker;
  const wording = speaker.text(speaker.wording.statements[name]);
  // The board of Norwegian collectors; Sweden has none of its kind.
  if (name === 'complaintsBoard' && speaker.country !== 'NO') return '';
  if (name === 'interestWaived' && data.noInterest !== 'waived') return '';
  if (name === 'interestNotClaimed' && data.noInterest !== 'not-claimed') return '';
  if (name === 'interestLine') return '';
  if (name === 'planInterestRunning' && data.plan?.interest !== 'running') return '';
  if (name === 'planInterestWaived' && data.plan?.interest !== 'waived') return '';
  const outcome = AFTER[name];
  if (outcome !== undefined && data.objection?.outcome !== outcome) return '';
  return filled(wording, values);
}

/** What follows the answer to an objection, by its outcome. */
const AFTER: Readonly<Partial<Record<Statement, 'upheld' | 'partly-upheld' | 'rejected'>>> = {
  afterUpheld: 'upheld',
  afterPartlyUpheld: 'partly-upheld',
  afterRejected: 'rejected',
};

function valuesOf(speaker: Speaker): Readonly<Record<string, string>> {
  const { data } = speaker;
  const { collector, help, legalAction, objection, originalCreditor, plan } = data;
  const newest = data.interest.at(-1);
  const oldest = data.interest[0];
  const values: Record<string, string | undefined> = {
    telephone: collector.telephone,
    hours: speaker.hours(collector.telephoneHours),
    email: collector.email,
    deadline: data.deadlineOn && speaker.day(data.deadlineOn),
    deferredUntil: data.deferredUntilOn && speaker.day(data.deferredUntilOn),
    total: speaker.amount(data.total),
    creditor: data.creditor.name,
    furtherCosts: data.furtherCosts && speaker.amount(data.furtherCosts),
    originalCreditor: originalCreditor?.name,
    helpName: help?.name,
    helpContact: help && contactOf(help.website, help.telephone),
    pageAddress: data.debtorPage?.address,
    pageCode: data.debtorPage?.code,
    action: legalAction && speaker.text(speaker.wording.actions[legalAction.action]),
    legalFees: legalAction && speaker.amount(legalAction.fees),
    answerBy: objection?.answerByOn && speaker.day(objection.answerByOn),
    from: oldest && speaker.day(oldest.fromOn),
    rate: newest && speaker.percent(newest.ratePercent),
    planRate: plan?.forecast && speaker.percent(plan.forecast.ratePercent),
    planInterest: plan?.forecast && speaker.amount(plan.forecast.interest),
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function contactOf(website: string | undefined, telephone: string | undefined): string {
  const parts = [website, telephone].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** Empty when a place has nothing to fill it: half a sentence is never printed. */
function filled(wording: string, values: Readonly<Record<string, string>>): string {
  const places = [...wording.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  if (places.some((name) => values[name] === undefined)) return '';
  return wording.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
