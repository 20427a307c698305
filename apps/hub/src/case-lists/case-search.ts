import type { CaseDebtorId, CreditorId } from '@app/domain';
import type { Parameters } from './parameters.js';

/** Of one sort (cases, invoices, debtors), so that a search for "as" does not read every company there is. */
export const FOUND_MAX = 1_000;
/** A shorter word must be there as it is written: too many others begin with it. */
const BEGINNING_LENGTH_MIN = 3;
const WORDS_MAX = 8;
const NUMBER_LENGTH_MIN = 3;

/**
 * Statements that find cases by what a caller says: `creditor_id`, `id`. Each looks through one index and stops after
 * {@link FOUND_MAX} and one more. Empty where nothing can be looked for.
 *
 * @param within the condition of reach on a table's `creditor_id`, or an empty text
 */
export function searches(typed: string, parameters: Parameters, within: string): string[] {
  const text = typed.trim();
  const number = text.replaceAll(/[\s.-]/g, '');
  const isNumber = /^\d+$/.test(number);
  const found: string[] = [];
  const limit = `limit ${FOUND_MAX + 1}`;
  if (isNumber ? number.length >= NUMBER_LENGTH_MIN : /^k-\d/i.test(text)) {
    const reference = parameters.add(beginsWith(isNumber ? `K-${number}` : text.toUpperCase()), 'text');
    found.push(
      `(select c.creditor_id, c.id from debt_case c where c.reference like ${reference} ${within} ${limit})`,
    );
    const whole = parameters.add(isNumber ? `K-${number}` : text.toUpperCase(), 'text');
    found.push(
      `(select c.creditor_id, c.case_id from case_claim c where c.reference = ${whole} ${within} ${limit})`,
    );
  }
  if (/\d/.test(text) && text.length >= NUMBER_LENGTH_MIN) {
    const invoice = parameters.add(beginsWith(text), 'text');
    found.push(
      `(select c.creditor_id, c.case_id from case_claim c where c.invoice_number like ${invoice} ${within} ${limit})`,
    );
  }
  if (isNumber && number.length >= NUMBER_LENGTH_MIN) {
    const organisation = parameters.add(beginsWith(number), 'text');
    found.push(
      ofDebtors(
        `c.organisation_number like ${organisation} and c.organisation_number is not null`,
        within,
        limit,
      ),
    );
  }
  const words = wordsQuery(text);
  if (words !== undefined)
    found.push(
      ofDebtors(
        `to_tsvector('simple', c.name) @@ to_tsquery('simple', ${parameters.add(words, 'text')})`,
        within,
        limit,
      ),
    );
  return found;
}

export interface DebtorKey {
  readonly creditorId: CreditorId;
  readonly debtorId: CaseDebtorId;
}

/** The debtor's own cases, and where they are an organisation those of the same number with other creditors. */
export function ofOneDebtor(
  { creditorId, debtorId }: DebtorKey,
  parameters: Parameters,
  within: string,
): string[] {
  const [creditor, debtor] = [parameters.add(creditorId, 'uuid'), parameters.add(debtorId, 'uuid')];
  const limit = `limit ${FOUND_MAX + 1}`;
  return [
    `(select c.creditor_id, c.id from debt_case c where c.creditor_id = ${creditor} and c.debtor_id = ${debtor} ${within} ${limit})`,
    ofDebtors(
      `c.organisation_number = (select organisation_number from case_debtor where creditor_id = ${creditor} and id = ${debtor})`,
      within,
      limit,
    ),
  ];
}

function ofDebtors(condition: string, within: string, limit: string): string {
  return `(select d.creditor_id, d.id from
    (select c.creditor_id, c.id from case_debtor c where ${condition} ${within} ${limit}) b
    join debt_case d on d.creditor_id = b.creditor_id and d.debtor_id = b.id ${limit})`;
}

/** Every word, in any order; the name may go on after the longer ones. Undefined where nothing but digits was typed. */
export function wordsQuery(text: string): string | undefined {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!words.some((word) => /\p{L}/u.test(word) && word.length > 1)) return undefined;
  return words
    .slice(0, WORDS_MAX)
    .map((word) => (word.length >= BEGINNING_LENGTH_MIN ? `${word}:*` : word))
    .join(' & ');
}

/** For `like`: what was typed stands for itself. */
function beginsWith(text: string): string {
  return `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
