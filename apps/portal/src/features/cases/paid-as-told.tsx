import { Text } from '@mantine/core';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { useTexts } from '../../i18n/use-texts.js';
import { casesTexts } from './texts/index.js';

/** What somebody has told that the debtor paid to the creditor, and that it is the ledger's word that counts. */
export function PaidAsTold({ detail, isOver }: { readonly detail: unknown; readonly isOver: boolean }) {
  const t = useTexts(casesTexts);
  const { paidOn, amount, currency } = detail as Readonly<Record<string, unknown>>;
  if (typeof paidOn !== 'string' || typeof amount !== 'string' || typeof currency !== 'string') return null;
  return (
    <Text size="sm">
      <Amount of={{ amount, currency }} /> · <Day on={paidOn} />
      {!isOver && ` · ${t.paidWaits}`}
    </Text>
  );
}
