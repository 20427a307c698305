import { answer, type Schemas } from '@app/client';
import { useMutation } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export interface DebtorPath {
  readonly creditorId: string;
  readonly debtorId: string;
}
export type Disclosed = Schemas['DebtorDisclosureDto'];

/** What is sensitive of a debtor, asked for with a reason; it lives in the page until it is hidden or left. */
export function useDisclosure(path: DebtorPath) {
  const ask = useMutation({
    mutationFn: (reason: string) =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/case-debtors/{debtorId}/disclosures', {
          params: { path },
          body: { reason },
        }),
      ),
    gcTime: 0,
  });
  return {
    ask,
    shown: ask.data,
    hide: () => ask.reset(),
    /** After a change: what is shown is asked for again, for the same reason. */
    again: async (): Promise<void> => {
      if (ask.data === undefined || ask.variables === undefined) return;
      // The change is made, whatever becomes of this: a refusal stands in the form that asks for the reason.
      await ask.mutateAsync(ask.variables).catch(() => undefined);
    },
  };
}

export type Disclosure = ReturnType<typeof useDisclosure>;

export interface ShownAddress {
  readonly lines: readonly string[];
  readonly postalCode: string;
  readonly city: string;
  readonly countryCode: string;
}

/** Of an answer that hands addresses on as they are kept. */
export function addressIn(value: unknown): ShownAddress | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { lines, postalCode, city, countryCode } = value as Readonly<Record<string, unknown>>;
  return {
    lines: (Array.isArray(lines) ? (lines as unknown[]) : []).map(String),
    postalCode: textIn(postalCode),
    city: textIn(city),
    countryCode: textIn(countryCode),
  };
}

export interface ShownStandIn {
  readonly name: string;
  readonly email: string;
  readonly address: ShownAddress | undefined;
}

/** Of whoever gets letters in the debtor's place. */
export function standInIn(value: unknown): ShownStandIn | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, email, address } = value as Readonly<Record<string, unknown>>;
  return { name: textIn(name), email: textIn(email), address: addressIn(address) };
}

/** What one circumstance says, as it is kept. */
export function detailIn(details: unknown, name: string): Readonly<Record<string, unknown>> {
  const found = (details as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
