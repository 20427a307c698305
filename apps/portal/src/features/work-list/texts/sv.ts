import type { nb } from './nb.js';

export const sv: typeof nb = {
  title: 'Arbetslista',
  lead: 'Uppgifter, samtal och frister för alla borgenärer. Det mest brådskande står överst.',
  whose: { all: 'Allt', mine: 'Mitt och ledigt' },
  late: 'Försenat',
  today: 'I dag',
  soon: 'Kommer snart',
  count: (many) => (many === 1 ? 'en' : `${many}`),
  more: (shown) => `Det är mer än ${shown}. Resten kommer när något är gjort.`,
  noneTitle: 'Allt är gjort',
  none: 'Inget väntar i dag. Nya uppgifter kommer hit av sig själva.',
  take: 'Ta den',
  takenBecause: 'Tagen från arbetslistan.',
  yours: 'din',
  answer: 'Svara',
  end: 'Klar',
  outcome: 'Vad blev det av det?',
  ended: 'Uppgiften är klar.',
  titles: {
    limitation: 'En fordran kan preskriberas: avbryt preskriptionen, eller låt den gå.',
    call: 'Ring gäldenären.',
    'answer-due': 'Svaret på den föreslagna planen skulle ha varit här.',
    ends: 'En paus eller ett anstånd slutar: ärendet går vidare.',
  },
};
