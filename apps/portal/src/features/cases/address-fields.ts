import type { Field } from './orders.js';
import type { casesTexts } from './texts/index.js';
import type { ShownAddress } from './use-disclosure.js';

/** The fields of an address, for a debtor or for whoever gets letters in their place. */
export function addressFields(
  { debtorFields: d }: (typeof casesTexts)['nb'],
  known: ShownAddress | undefined,
  optional = false,
): readonly Field[] {
  const field = (name: string, label: string, initial = '', left = optional): Field => ({
    name,
    label,
    kind: 'text',
    initial,
    optional: left,
  });
  return [
    field('line1', d.line1, known?.lines[0]),
    field('line2', d.line2, known?.lines[1], true),
    field('postalCode', d.postalCode, known?.postalCode),
    field('city', d.city, known?.city),
    { ...field('countryCode', d.countryCode, known?.countryCode, true), help: d.countryHelp },
  ];
}

/** @returns undefined where nothing of it was filled in */
export function addressOf({
  line1,
  line2,
  postalCode,
  city,
  countryCode,
}: Readonly<Record<string, string | undefined>>) {
  const lines = [line1, line2].filter((line) => line !== undefined);
  if (lines.length === 0 && postalCode === undefined && city === undefined) return undefined;
  return {
    lines,
    postalCode,
    city,
    ...(countryCode === undefined ? {} : { countryCode: countryCode.toUpperCase() }),
  };
}
