import { answer, type Schemas } from '@app/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { readDecimal } from '../../i18n/decimal.js';
import { hub } from '../../session/hub.js';

export type ListedCase = Schemas['ListedCaseDto'];
export const CASES_KEY = 'cases';

/** What the address of the list says: each part is a text, and left out where it is not asked for. */
export const SEARCH_PARTS = ['q', 'creditor', 'state', 'step', 'held', 'min', 'max', 'age', 'order'] as const;
export type ListSearch = Partial<Record<(typeof SEARCH_PARTS)[number], string>>;

/** Only texts of known parts count: an address can be written by anybody. */
export function readSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  return Object.fromEntries(
    SEARCH_PARTS.flatMap((part) => {
      const value = search[part];
      const text = typeof value === 'number' ? String(value) : value;
      return typeof text === 'string' && text !== '' ? [[part, text]] : [];
    }),
  );
}

/** Cases as the address asks for them, page by page. */
export const casesQuery = (search: ListSearch) =>
  infiniteQueryOptions({
    queryKey: [CASES_KEY, search],
    queryFn: ({ pageParam }) =>
      answer(
        hub.GET('/api/v1/me/cases', {
          // The hub says which of them it does not know.
          params: {
            query: { ...asked(search), ...(pageParam === null ? {} : { after: pageParam }) } as never,
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextAfter }) => nextAfter,
  });

function asked({ q, creditor, state, step, held, min, max, age, order }: ListSearch): object {
  const all = {
    q,
    creditorId: creditor,
    state,
    nextStep: step,
    heldBy: held,
    principalMin: min === undefined ? undefined : (readDecimal(min) ?? min),
    principalMax: max === undefined ? undefined : (readDecimal(max) ?? max),
    ageMin: age,
    order,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const NAMES_KEPT_MS = 300_000;

export const creditorsQuery = queryOptions({
  queryKey: ['creditor-names'],
  queryFn: () => answer(hub.GET('/api/v1/me/creditors')),
  staleTime: NAMES_KEPT_MS,
});
