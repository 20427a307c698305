import { type Money, money } from '@app/domain';
import {
  type WriteBackAccount,
  type WriteBackAccountOption,
  type WriteBackInstruction,
  WRITE_BACK_LINE_KINDS,
  type WriteBackLineKind,
} from '../contract/index.js';

/** What the target's account gets, in the books' currency: the amount on the item and every line beside it. */
export function settlementInBooks({ amountInBooks, lines = [] }: WriteBackInstruction): Money {
  return money(
    lines.reduce((sum, { amount }) => sum + amount.minor, amountInBooks.minor),
    amountInBooks.currency,
  );
}

/** An account of the company's chart that may be posted on. */
export interface ChartAccount {
  readonly number: string;
  readonly name: string;
  readonly account: WriteBackAccount;
}

/** How such accounts are called in Norway and Sweden, and in English. */
const NAMED: Readonly<Record<WriteBackLineKind, RegExp>> = {
  interest: /rente.*inntekt|inntekt.*rente|morarente|forsinkelsesrente|ränteintäkt|dröjsmålsränt|interest/i,
  fees: /purre|inkassogebyr|påminnel|kravavgift|reminder/i,
};

/** The income accounts that late interest and the creditor's own fees may stand on; of several of a name the first is proposed. */
export function toAccountOptions(chart: readonly ChartAccount[]): readonly WriteBackAccountOption[] {
  const income = chart.filter(isIncome);
  const proposed = new Map(
    WRITE_BACK_LINE_KINDS.map((kind) => [kind, income.find(({ name }) => NAMED[kind].test(name))] as const),
  );
  return income.map((one) => ({
    account: one.account,
    label: `${one.number} ${one.name}`.trim(),
    proposedFor: WRITE_BACK_LINE_KINDS.filter((kind) => proposed.get(kind) === one),
  }));
}

/**
 * Operating income in either country's standard chart; financial income is 80xx in the Norwegian one (NS 4102) and 83xx
 * in the Swedish one (BAS), where the Norwegian has taxes.
 */
function isIncome({ number, name }: ChartAccount): boolean {
  return /^(3|80)\d{2,}$/.test(number) || (/^83\d{2,}$/.test(number) && /ränt|rente|interest/i.test(name));
}
