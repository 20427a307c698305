import type { nb } from './nb.js';

export const en: typeof nb = {
  title: 'Work list',
  lead: 'Tasks, calls and deadlines of all creditors. What cannot wait comes first.',
  whose: { all: 'Everything', mine: 'Mine and free' },
  late: 'Late',
  today: 'Today',
  soon: 'Soon',
  count: (many) => (many === 1 ? 'one' : `${many}`),
  more: (shown) => `There are more than ${shown}. The rest comes up when something is done.`,
  noneTitle: 'All done',
  none: 'Nothing is waiting today. New tasks come up here by themselves.',
  take: 'Take it',
  takenBecause: 'Taken from the work list.',
  yours: 'yours',
  answer: 'Answer',
  end: 'Done',
  outcome: 'What came of it?',
  ended: 'The task is done.',
  titles: {
    limitation: 'A claim may lapse: interrupt limitation, or let it go.',
    call: 'Call the debtor.',
    'answer-due': 'The answer to the proposed plan is due.',
    ends: 'A pause or deferral ends: the case goes on.',
  },
};
