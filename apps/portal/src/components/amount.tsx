import { Text, type TextProps } from '@mantine/core';
import { type Money, useFormat } from '../i18n/format.js';

interface AmountProps extends TextProps {
  readonly of: Money;
}

/** An amount of money, digits under digits. */
export function Amount({ of, ...text }: AmountProps) {
  const { money } = useFormat();
  return (
    <Text span inherit style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }} {...text}>
      {money(of)}
    </Text>
  );
}
