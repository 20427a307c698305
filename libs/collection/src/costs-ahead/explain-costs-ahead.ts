import type { Language } from '../vocabulary.js';

/**
 * - `ahead`: nothing was sent yet; the steps are what would come
 * - `under-way`: the claim is in collection; its case tells what comes next
 * - `agency`: an outside agency collects, by prices of its own
 * - `not-a-claim`: it does not become a claim by the rules in force
 */
export const COSTS_AHEAD_STATES = ['ahead', 'under-way', 'agency', 'not-a-claim'] as const;
export type CostsAheadState = (typeof COSTS_AHEAD_STATES)[number];

const SENTENCES: Readonly<Record<CostsAheadState, Readonly<Record<Language, string>>>> = {
  ahead: {
    nb: 'De tidligste dagene hvis ingenting betales, avtales eller bestrides, og det meste skyldneren kan belastes med. Renter kommer i tillegg.',
    sv: 'De tidigaste dagarna om inget betalas, avtalas eller bestrids, och det mesta som gäldenären kan behöva betala. Ränta tillkommer.',
    en: 'The earliest days if nothing is paid, agreed or objected to, and the most that the debtor may be charged. Interest comes besides.',
  },
  'under-way': {
    nb: 'Kravet er til inkasso. Saken viser hva som er påløpt og hva som kommer.',
    sv: 'Fordran är hos inkasso. Ärendet visar vad som har tillkommit och vad som kommer.',
    en: 'The claim is in collection. Its case shows what was charged and what comes next.',
  },
  agency: {
    nb: 'Et eksternt byrå krever inn. Prisene deres er ikke kjent her.',
    sv: 'Ett externt ombud driver in. Dess priser är inte kända här.',
    en: 'An outside agency collects. Its prices are not known here.',
  },
  'not-a-claim': {
    nb: 'Fakturaen blir ikke et krav etter reglene som gjelder nå, så den koster ikke kunden noe.',
    sv: 'Fakturan blir ingen fordran enligt de regler som gäller nu, så den kostar inte kunden något.',
    en: 'By the rules in force the invoice becomes no claim, so it costs the customer nothing.',
  },
};

/** What a list of costs rests on, or why there is none, in the reader's language. */
export function explainCostsAhead(state: CostsAheadState, language: Language): string {
  return SENTENCES[state][language];
}
