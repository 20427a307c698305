import { Text } from '@mantine/core';
import { fromMinor } from '../i18n/decimal.js';
import { useFormat } from '../i18n/format.js';
import { grantWords } from '../i18n/grant-words/index.js';
import { useTexts } from '../i18n/use-texts.js';

export interface GrantWishProps {
  /** What would be granted; a kind that is not known is shown as it is. */
  readonly kind: string;
  /** As it was asked for. */
  readonly wish: unknown;
  /** The term of the authority that does not reach. */
  readonly limit: unknown;
  readonly reason: string;
  readonly currency: string;
}

/** What a creditor is asked to say yes to: the wish in a sentence, how far the authority reaches, and why it is asked. */
export function GrantWish({ kind, wish, limit, reason, currency }: GrantWishProps) {
  const t = useTexts(grantWords);
  const { day, money } = useFormat();
  const { days, perMonth, firstDueOn, amount, interest, renegotiates } = partsOf(wish);
  const { field, limit: reach } = partsOf(limit);
  const sum = (decimal: unknown): string => money({ amount: String(decimal), currency });
  const said = (): string => {
    switch (kind) {
      case 'deferral':
        return t.deferral(String(days));
      case 'plan':
        return t.plan(sum(perMonth), day(String(firstDueOn)));
      case 'interest-waiver':
        return t['interest-waiver'](amount === undefined ? undefined : sum(amount));
      case 'principal-reduction':
        return t['principal-reduction'](sum(amount));
      default:
        return kind;
    }
  };
  const name = String(field);
  const far = name.endsWith('MinorMax') ? sum(fromMinor(String(reach))) : String(reach);
  const more = [
    renegotiates === undefined ? undefined : t.renegotiates,
    t.interest[String(interest)],
    t.limits[name]?.(far),
  ].filter((line) => line !== undefined);
  return (
    <>
      <Text fw={600}>{said()}</Text>
      {more.length > 0 && <Text size="sm">{more.join(' ')}</Text>}
      <Text size="sm">
        <Text span c="dimmed" size="sm">
          {t.why}:
        </Text>{' '}
        {reason}
      </Text>
    </>
  );
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
