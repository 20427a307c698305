import type { nb } from './nb.js';

export const sv: typeof nb = {
  title: 'Företag',
  lead: 'Allt du har åtkomst till, det mest brådskande först.',
  search: 'Sök efter namn eller organisationsnummer',
  onlyToDo: 'Bara det som väntar på mig',
  connect: 'Anslut ett företag',
  company: 'Företag',
  ledger: 'Bokföring',
  whatToDo: 'Vad nu?',
  data: 'Läst från bokföringen',
  nextRun: 'Nästa',
  inCollection: 'Hos inkasso',
  allWell: 'Allt är i sin ordning.',
  never: 'aldrig',
  noneTitle: 'Inga företag ännu',
  none: 'Anslut en bokföring, så står företagen här med det som behöver göras.',
  noneForYou: 'Inget företag har släppt in dig ännu. Be dem om det.',
  nothingFound: 'Inga företag passar sökningen.',
  more: 'Visa fler',
  states: { 'setting-up': 'Sätts upp', active: 'I drift', paused: 'Pausad', blocked: 'Stoppad' },
  summary: {
    broken: 'Stoppade anslutningar',
    approval: 'Fordringar väntar på godkännande',
    differences: 'Avvikelser',
    postings: 'Avvisade bokningar',
  },
  blocked: {
    'credentials-refused': 'Bokföringen släpper inte in oss längre. Logga in igen.',
    'permission-missing': 'En rättighet saknas i bokföringen. Ge den och försök igen.',
    'company-unreachable': 'Åtkomsten når inte företaget längre. Anslut igen.',
    'module-missing': 'En modul saknas i bokföringen. Slå på den och försök igen.',
    configuration: 'Något i inställningarna måste rättas.',
    unknown: 'Anslutningen är stoppad. Se vad som måste rättas.',
  },
  toDo: {
    blocked: () => '',
    preflight: () => 'Något i bokföringen måste rättas.',
    failing: (count) => `De senaste ${count} läsningarna misslyckades. Se varför.`,
    'refused-postings': (count) =>
      count === 1
        ? 'En bokning avvisades. Se varför och rätta den.'
        : `${count} bokningar avvisades. Se varför och rätta dem.`,
    differences: (count) =>
      count === 1
        ? 'En avvikelse mellan bokföring och fordringar. Titta på den.'
        : `${count} avvikelser mellan bokföring och fordringar. Titta på dem.`,
    'choose-account': () => 'Välj var betalningar ska bokföras.',
    'finish-setup': () => 'Slutför anslutningen.',
    'second-person': (count) =>
      count === 1 ? 'Något väntar på en person till.' : `${count} saker väntar på en person till.`,
    'approve-claims': (count) =>
      count === 1 ? 'En fordran väntar på godkännande.' : `${count} fordringar väntar på godkännande.`,
    'grant-requests': (count) =>
      count === 1
        ? 'En fråga från inkasso väntar på svar från företaget.'
        : `${count} frågor från inkasso väntar på svar från företaget.`,
    'release-postings': (count) =>
      count === 1
        ? 'En bokning väntar på att du släpper den.'
        : `${count} bokningar väntar på att du släpper dem.`,
    'held-claims': (count) =>
      count === 1
        ? 'En fordran är stoppad tills någon tittar på den.'
        : `${count} fordringar är stoppade tills någon tittar på dem.`,
    'refused-records': (count) =>
      count === 1
        ? 'En post från bokföringen kunde inte läsas.'
        : `${count} poster från bokföringen kunde inte läsas.`,
  },
};
