import type { Country } from '@app/domain';
import type { Language } from '@app/collection';
import type { LetterHelp } from './letter-data.js';

/**
 * Free public advice on money and debt, as letters name it. Norway: NAV (lov om sosiale tjenester i NAV § 17); Sweden: the
 * municipality's budget- och skuldrådgivning (socialtjänstlagen), found through Konsumentverket.
 */
export const HELP_PLACES: Readonly<Record<Country, Readonly<Record<Language, LetterHelp>>>> = {
  NO: {
    nb: { name: 'NAV der du bor', website: 'nav.no' },
    sv: { name: 'NAV där du bor', website: 'nav.no' },
    en: { name: 'NAV where you live', website: 'nav.no' },
  },
  SE: {
    nb: {
      name: 'kommunens budsjett- og gjeldsrådgivning (budget- och skuldrådgivning)',
      website: 'konsumentverket.se',
    },
    sv: { name: 'din kommuns budget- och skuldrådgivning', website: 'konsumentverket.se' },
    en: {
      name: "your municipality's budget and debt advice (budget- och skuldrådgivning)",
      website: 'konsumentverket.se',
    },
  },
};
