import type { PortfolioLanguage } from './portfolio.dto.js';

/** What stands in a workbook: names of sheets (31 characters at most), headings, ages. */
export interface PortfolioWording {
  readonly ages: string;
  readonly cohorts: string;
  readonly recovery: string;
  readonly plans: string;
  readonly costs: string;
  readonly notOverdue: string;
  readonly betweenDays: (from: number, to: number) => string;
  readonly fromDays: (from: number) => string;
  /** @param months after the start */
  readonly after: (months: number) => string;
  readonly head: Readonly<Record<Heading, string>>;
}

type Heading =
  | 'currency'
  | 'age'
  | 'month'
  | 'cases'
  | 'principal'
  | 'interest'
  | 'costs'
  | 'paidCases'
  | 'beforeLegal'
  | 'days'
  | 'running'
  | 'kept'
  | 'broken'
  | 'charged'
  | 'givenUp'
  | 'paid';

export const PORTFOLIO_WORDINGS: Readonly<Record<PortfolioLanguage, PortfolioWording>> = {
  nb: {
    ages: 'Alder',
    cohorts: 'Startmåned',
    recovery: 'Innfordret etter måneder',
    plans: 'Avtaler',
    costs: 'Omkostninger',
    notOverdue: 'Ikke forfalt',
    betweenDays: (from, to) => `${from}–${to} dager`,
    fromDays: (from) => `${from} dager og mer`,
    after: (months) => (months === 0 ? 'Samme måned' : `Etter ${months} md.`),
    head: {
      currency: 'Valuta',
      age: 'Dager etter forfall',
      month: 'Startmåned',
      cases: 'Saker',
      principal: 'Hovedstol',
      interest: 'Renter',
      costs: 'Omkostninger',
      paidCases: 'Betalte saker',
      beforeLegal: 'Betalt før rettslig skritt',
      days: 'Dager til betaling (median)',
      running: 'Løper',
      kept: 'Holdt',
      broken: 'Brutt',
      charged: 'Belastet',
      givenUp: 'Frafalt',
      paid: 'Betalt',
    },
  },
  sv: {
    ages: 'Ålder',
    cohorts: 'Startmånad',
    recovery: 'Inbetalt efter månader',
    plans: 'Planer',
    costs: 'Kostnader',
    notOverdue: 'Inte förfallet',
    betweenDays: (from, to) => `${from}–${to} dagar`,
    fromDays: (from) => `${from} dagar och mer`,
    after: (months) => (months === 0 ? 'Samma månad' : `Efter ${months} mån.`),
    head: {
      currency: 'Valuta',
      age: 'Dagar efter förfall',
      month: 'Startmånad',
      cases: 'Ärenden',
      principal: 'Kapital',
      interest: 'Ränta',
      costs: 'Kostnader',
      paidCases: 'Betalda ärenden',
      beforeLegal: 'Betalt före rättslig åtgärd',
      days: 'Dagar till betalning (median)',
      running: 'Löper',
      kept: 'Hållna',
      broken: 'Brutna',
      charged: 'Debiterat',
      givenUp: 'Efterskänkt',
      paid: 'Betalt',
    },
  },
  en: {
    ages: 'Age',
    cohorts: 'Month of start',
    recovery: 'Recovered after months',
    plans: 'Plans',
    costs: 'Costs',
    notOverdue: 'Not overdue',
    betweenDays: (from, to) => `${from}–${to} days`,
    fromDays: (from) => `${from} days and more`,
    after: (months) => (months === 0 ? 'Same month' : `After ${months} mo.`),
    head: {
      currency: 'Currency',
      age: 'Days past due',
      month: 'Month of start',
      cases: 'Cases',
      principal: 'Principal',
      interest: 'Interest',
      costs: 'Costs',
      paidCases: 'Cases paid',
      beforeLegal: 'Paid before a legal step',
      days: 'Days to payment (median)',
      running: 'Running',
      kept: 'Kept',
      broken: 'Broken',
      charged: 'Charged',
      givenUp: 'Given up',
      paid: 'Paid',
    },
  },
};
