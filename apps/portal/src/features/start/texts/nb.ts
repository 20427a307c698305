export const nb = {
  title: 'Selskaper',
  lead: 'Alt du har tilgang til, det som haster først.',
  search: 'Søk etter navn eller organisasjonsnummer',
  onlyToDo: 'Bare det som venter på meg',
  connect: 'Koble til et selskap',
  company: 'Selskap',
  ledger: 'Regnskap',
  whatToDo: 'Hva nå?',
  data: 'Lest fra regnskapet',
  nextRun: 'Neste',
  inCollection: 'Til inkasso',
  allWell: 'Alt er i orden.',
  never: 'aldri',
  noneTitle: 'Ingen selskaper ennå',
  none: 'Koble til et regnskap, så står selskapene her med det som må gjøres.',
  noneForYou: 'Ingen selskaper har sluppet deg inn ennå. Be dem om det.',
  nothingFound: 'Ingen selskaper passer til søket.',
  more: 'Vis flere',
  states: { 'setting-up': 'Settes opp', active: 'I drift', paused: 'Satt på pause', blocked: 'Stoppet' },
  summary: {
    broken: 'Stoppede tilkoblinger',
    approval: 'Krav venter på godkjenning',
    differences: 'Avvik',
    postings: 'Avviste posteringer',
  },
  blocked: {
    'credentials-refused': 'Regnskapet slipper oss ikke inn lenger. Logg inn på nytt.',
    'permission-missing': 'En rettighet mangler i regnskapet. Gi den, og prøv igjen.',
    'company-unreachable': 'Tilgangen når ikke selskapet lenger. Koble til på nytt.',
    'module-missing': 'En modul mangler i regnskapet. Slå den på, og prøv igjen.',
    configuration: 'Noe i oppsettet må rettes.',
    unknown: 'Tilkoblingen er stoppet. Se hva som må rettes.',
  } as Readonly<Record<string, string>>,
  toDo: {
    blocked: () => '',
    preflight: () => 'Noe i regnskapet må rettes.',
    failing: (count: number) => `De siste ${count} lesingene feilet. Se hvorfor.`,
    'refused-postings': (count: number) =>
      count === 1
        ? 'Én postering ble avvist. Se hvorfor og rett den.'
        : `${count} posteringer ble avvist. Se hvorfor og rett dem.`,
    differences: (count: number) =>
      count === 1
        ? 'Ett avvik mellom regnskap og krav. Se på det.'
        : `${count} avvik mellom regnskap og krav. Se på dem.`,
    'choose-account': () => 'Velg hvor betalinger skal bokføres.',
    'finish-setup': () => 'Fullfør oppsettet.',
    'second-person': (count: number) =>
      count === 1 ? 'Noe venter på en person til.' : `${count} ting venter på en person til.`,
    'approve-claims': (count: number) =>
      count === 1 ? 'Ett krav venter på godkjenning.' : `${count} krav venter på godkjenning.`,
    'grant-requests': (count: number) =>
      count === 1
        ? 'Ett spørsmål fra inkasso venter på svar fra selskapet.'
        : `${count} spørsmål fra inkasso venter på svar fra selskapet.`,
    'release-postings': (count: number) =>
      count === 1
        ? 'Én postering venter på at du slipper den.'
        : `${count} posteringer venter på at du slipper dem.`,
    'held-claims': (count: number) =>
      count === 1
        ? 'Ett krav er stanset til noen ser på det.'
        : `${count} krav er stanset til noen ser på dem.`,
    'refused-records': (count: number) =>
      count === 1
        ? 'Én post fra regnskapet kunne ikke leses.'
        : `${count} poster fra regnskapet kunne ikke leses.`,
  },
};
