export interface Asked {
  readonly name: string;
  /** What the page asks for at once, another one each time. */
  readonly paths: (time: number) => readonly string[];
}

const hex = (n: number): string => n.toString(16).padStart(12, '0');
/** As `fill` spreads cases over creditors. */
const creditorOf = (n: number): string =>
  `0195c0de-0000-7000-8000-${hex(1 + Math.floor(200 * (((Math.floor(n / 10) * 7919) % 10_007) / 10_007) ** 2))}`;
const LARGE = `0195c0de-0000-7000-8000-${hex(1)}`;
const SMALL = `0195c0de-0000-7000-8000-${hex(200)}`;
const STEPS = ['friendly-reminder', 'reminder', 'collection-notice', 'demand', 'legal-notice'];
const CASE_PARTS = [
  '',
  '/debtor',
  '/tasks',
  '/notes',
  '/balance',
  '/timeline',
  '/letters',
  '/plans',
  '/deferrals',
  '/pauses',
  '/objections',
  '/waivers',
];
const caseOf = (n: number): string => `/creditors/${creditorOf(n)}/cases/0195aaaa-0000-7000-8000-${hex(n)}`;
const WORDS = [
  'bradal',
  'ekfjel',
  'graha',
  'isakol',
  'lunmor',
  'nesoda',
  'perros',
  'soltor',
  'ulvvik',
  'askberg',
];

/** What people ask of a million claims: the lists, the search, a case, a day's work. */
export function questions(cases: number): readonly Asked[] {
  const nth = (time: number): number => 1 + ((time * 7_919) % cases);
  const list = (name: string, query: (time: number) => string): Asked => ({
    name: `list: ${name}`,
    paths: (time) => [`/me/cases?${query(time)}`],
  });
  const search = (name: string, typed: (time: number) => string): Asked => ({
    name: `search: ${name}`,
    paths: (time) => [`/me/cases?q=${encodeURIComponent(typed(time))}`],
  });
  const word = (time: number): string => WORDS[time % WORDS.length]!;
  const day = (time: number): string =>
    new Date(Date.UTC(2022, 6, 1 + ((time * 7) % 1_400))).toISOString().slice(0, 10);
  return [
    list('newest, all creditors', () => ''),
    list('somewhere in the middle', (time) => `after=${day(time)}~0195aaaa-0000-7000-8000-${hex(nth(time))}`),
    list('largest', () => 'order=largest'),
    list('oldest', () => 'order=oldest'),
    list('of a large creditor', () => `creditorId=${LARGE}`),
    list('of a small creditor, largest', () => `creditorId=${SMALL}&order=largest`),
    list('by next step', (time) => `nextStep=${STEPS[time % STEPS.length]}`),
    list('held by an objection', () => 'heldBy=objection-open'),
    list('held by a protected address (rare)', () => 'heldBy=protected-address'),
    list('held, of one creditor, oldest', () => `heldBy=deferral&order=oldest&creditorId=${SMALL}`),
    list(
      'by amount',
      (time) => `principalMin=${1_000 + (time % 100) * 100}&principalMax=${2_000 + (time % 100) * 100}`,
    ),
    list('by age', (time) => `ageMin=${30 + (time % 1_000)}&ageMax=${60 + (time % 1_000)}`),
    list(
      'step, hold, amount and age at once',
      (time) => `nextStep=demand&heldBy=person-must-approve&principalMin=5000&ageMin=${90 + (time % 300)}`,
    ),
    list('closed', () => 'state=closed'),
    search('case number', (time) => `K-${String((nth(time) * 982_451_653) % 1e15).padStart(15, '0')}`),
    search('begin of an invoice number', (time) => `${100_000 + nth(time)}`.slice(0, 5)),
    search('organisation number', (time) => `0${String(nth(time) - (nth(time) % 5)).padStart(8, '0')}`),
    search('one word of a name', word),
    search('begin of a word that many have', (time) => word(time).slice(0, 3)),
    search('what every company is called', () => 'as'),
    search('two words', (time) => `${word(time)} ${word(time + 3).slice(0, 4)}`),
    { name: 'names of creditors', paths: () => ['/me/creditors'] },
    {
      name: 'work list of the day',
      paths: () => ['/me/work-list?limit=200'],
    },
    {
      name: 'work list of one person',
      paths: () => ['/me/work-list?limit=200&assignedTo=kari'],
    },
    {
      name: 'debtor: cases with every creditor',
      paths: (time) => {
        const n = nth(time) - (nth(time) % 5) + 5;
        return [`/me/debtors/${creditorOf(n)}/0195bbbb-0000-7000-8000-${hex(n)}/cases`];
      },
    },
    ...CASE_PARTS.map((part) => ({
      name: `case page: ${part === '' ? 'case and next step' : part.slice(1)}`,
      paths: (time: number) => [`${caseOf(nth(time))}${part}`],
    })),
    {
      name: 'case page: all that it opens with, at once',
      paths: (time) => ['', '/debtor', '/tasks', '/notes'].map((part) => `${caseOf(nth(time))}${part}`),
    },
  ];
}
