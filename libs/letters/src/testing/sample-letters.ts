import { localDate, money } from '@app/domain';
import type { Language, LetterKind, Regime } from '@app/collection';
import { HELP_PLACES } from '../help-places.js';
import type { LetterClaim, LetterData } from '../letter-data.js';

/**
 * Invented letters for tests and the gallery. Organisation numbers begin with 3 (none is issued so), telephones with 0000,
 * mail ends in .example; accounts and references are of no bank.
 */
export function sampleLetter(kind: LetterKind, language: Language, regime: Regime): LetterData {
  const isSwedish = regime === 'SE-1974';
  const currency = isSwedish ? 'SEK' : 'NOK';
  const kroner = (minor: bigint) => money(minor, currency);
  const owed = { ...base(language, regime), kind };
  const interest = owed.interest[0]?.accrued ?? kroner(0n);
  const instalments = [1, 2, 3, 4].map((number) => ({
    number,
    dueOn: localDate(`2027-0${number}-20`),
    amount: kroner(number === 4 ? owed.total.minor - 3n * 33_500n : 33_500n),
  }));
  const legalAction = {
    authority: isSwedish
      ? { name: 'Kronofogdemyndigheten', addressLines: ['Exempelgatan 1', '000 00 Exempelstad'] }
      : { name: 'Forliksrådet i Eksempelvik', addressLines: ['Eksempelveien 1', '0000 Eksempelvik'] },
    action: isSwedish ? ('payment-order' as const) : ('conciliation-board' as const),
    fees: kroner(isSwedish ? 30_000n : 207_100n),
    ground: isSwedish
      ? 'Borgenären har levererat varor enligt order och fakturerat dem. Fakturan är inte betald.'
      : 'Kreditor har levert varer etter bestilling og fakturert dem. Fakturaen er ikke betalt.',
    letters: [
      { kind: 'reminder' as const, sentOn: localDate('2026-09-20') },
      { kind: 'demand' as const, sentOn: localDate('2026-10-15') },
    ],
  };
  const objection = {
    receivedOn: localDate('2026-11-20'),
    about: isSwedish ? 'Varan kom skadad och skickades tillbaka.' : 'Varen kom skadet og ble sendt tilbake.',
    answerByOn: localDate('2026-12-04'),
  };
  switch (kind) {
    case 'friendly-reminder':
      return { ...owed, additions: [], interest: [], total: kroner(123_450n) };
    case 'legal-notice':
    case 'legal-hand-off':
      return { ...owed, legalAction };
    case 'plan-agreement':
      return {
        ...owed,
        plan: {
          instalments,
          interest: 'running',
          forecast: { interest: kroner(2_412n), ratePercent: isSwedish ? '10.0' : '12.25' },
        },
      };
    case 'instalment-reminder':
    case 'instalment-late':
      return {
        ...owed,
        instalment: { number: 2, of: 4, dueOn: localDate('2027-02-20'), amount: kroner(33_500n) },
      };
    case 'deferral-confirmation':
      return { ...owed, deferredUntilOn: localDate('2027-01-15') };
    case 'objection-received':
      return { ...owed, objection };
    case 'objection-answered':
      return {
        ...owed,
        objection: {
          ...objection,
          outcome: 'partly-upheld',
          explanation: isSwedish
            ? 'Frakten tas bort från kravet. Själva varan kom fram hel enligt kvittensen, som vi skickar med.'
            : 'Frakten blir tatt ut av kravet. Selve varen kom hel fram etter kvitteringen, som vi legger ved.',
        },
      };
    case 'payment-receipt':
      return {
        ...owed,
        payments: [{ on: localDate('2026-11-25'), amount: kroner(50_000n) }],
        total: kroner(owed.total.minor - 50_000n),
        receipt: {
          paidOn: localDate('2026-11-25'),
          amount: kroner(50_000n),
          allocated: [
            { part: 'principal', amount: kroner(46_200n - interest.minor) },
            { part: 'interest', amount: interest },
            { part: 'costs', amount: kroner(3_800n) },
          ],
        },
      };
    case 'case-closed':
      return {
        ...owed,
        payments: [{ on: localDate('2026-11-25'), amount: owed.total }],
        total: kroner(0n),
      };
    default:
      return owed;
  }
}

function base(language: Language, regime: Regime): LetterData {
  const isSwedish = regime === 'SE-1974';
  const currency = isSwedish ? 'SEK' : 'NOK';
  const kroner = (minor: bigint) => money(minor, currency);
  return {
    kind: 'demand',
    language,
    regime,
    sentOn: localDate('2026-11-27'),
    caseReference: 'KH-2026-004711',
    currency,
    creditor: isSwedish
      ? { name: 'Granholms Bygghandel AB', organisationNumber: '3000000006' }
      : { name: 'Granly Byggvare AS', organisationNumber: '300000006' },
    collector: {
      name: isSwedish ? 'Kravhub Inkasso AB' : 'Kravhub Inkasso AS',
      organisationNumber: isSwedish ? '3000000014' : '300000014',
      addressLines: isSwedish
        ? ['Exempelgatan 12', '000 00 Exempelstad']
        : ['Eksempelgata 12', '0000 Eksempelvik'],
      telephone: '0000 12 34',
      telephoneHours: { weekdays: ['08', '21'], saturday: ['09', '15'] },
      email: 'hjelp@kravhub.example',
      website: 'kravhub.example',
      handler: 'Ingrid Lunde',
    },
    debtor: {
      name: isSwedish ? 'Åsa Öberg' : 'Kåre Sæther',
      standing: 'consumer',
      addressLines: isSwedish
        ? ['Storgatan 3 lgh 1202', '000 00 Exempelstad']
        : ['Bjørkeveien 3', '0000 Eksempelvik'],
    },
    claims: [
      {
        invoiceNumber: '10023',
        invoicedOn: localDate('2026-07-15'),
        dueOn: localDate('2026-08-14'),
        concerns: isSwedish ? 'byggvaror' : 'byggevarer',
        principal: kroner(123_450n),
      },
    ],
    additions: [{ kind: 'reminder-fee', amount: kroner(3_800n) }],
    interest: [
      {
        ratePercent: isSwedish ? '10.00' : '12.25',
        fromOn: localDate('2026-08-15'),
        toOn: localDate('2026-11-27'),
        capital: kroner(123_450n),
        accrued: kroner(isSwedish ? 3_551n : 4_350n),
      },
    ],
    payments: [],
    total: kroner(isSwedish ? 130_801n : 131_600n),
    deadlineOn: localDate('2026-12-14'),
    payTo: isSwedish
      ? {
          kind: 'bankgiro',
          account: '0000-0000',
          payee: 'Kravhub Inkasso AB, klientmedel',
          reference: '00047112',
        }
      : {
          kind: 'bank-account',
          account: '0000 00 00000',
          payee: 'Kravhub Inkasso AS, klientkonto',
          reference: '00047112',
        },
    help: HELP_PLACES[isSwedish ? 'SE' : 'NO'][language],
    furtherCosts: kroner(30_000n),
  };
}

/** Names, addresses, amounts and numbers of lines at the far end of what occurs. */
export function longLetter(language: Language, regime: Regime): LetterData {
  const letter = sampleLetter('demand', language, regime);
  const claims: LetterClaim[] = Array.from({ length: 60 }, (_, at) => ({
    invoiceNumber: `2026-FAKTURA-${String(1_000_000 + at)}`,
    invoicedOn: localDate('2026-06-01'),
    dueOn: localDate('2026-07-01'),
    concerns:
      at % 7 === 0
        ? 'leie av stillas, transport og montering ved bygging av et flerbrukshus med svømmehall'
        : 'leie av stillas',
    principal: money(123_456_789n, letter.currency),
  }));
  return {
    ...letter,
    originalCreditor: { name: 'Den opprinnelige leverandøren av stillas og heiser i hele Norden AS' },
    creditor: {
      ...letter.creditor,
      name: 'Østlandets Største og Eldste Byggvare- og Stillasutleieselskap med Datterselskaper AS',
    },
    debtor: {
      name: 'Boligsameiet Øvre Slottsgate Terrasse og Garasjeanlegg trinn 2',
      standing: 'business',
      organisationNumber: '300000022',
      addressLines: [
        'v/ styreleder Bartholomeus Christensen-Wærnø',
        'c/o Forretningsfører for Eiendomsforvaltning AS',
        'Postboks 0000 Eksempelvik sentrum',
        'Inngang B, 14. etasje',
        '0000 Eksempelvik',
        'NORGE',
      ],
    },
    claims,
    total: money(60n * 123_456_789n + 3_800n + (letter.interest[0]?.accrued.minor ?? 0n), letter.currency),
  };
}
