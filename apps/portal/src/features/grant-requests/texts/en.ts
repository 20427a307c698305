import type { nb } from './nb.js';

export const en: typeof nb = {
  title: 'Questions to you',
  lead: 'A case handler wants to grant a debtor more than the authority reaches to. If you say yes, it is done at once.',
  noneTitle: 'No question waits',
  none: 'When somebody wants to grant more time, a plan or a reduction that the authority does not reach to, you are asked here.',
  asked: 'Asked',
  answerBy: 'please answer by',
  yes: 'Say yes',
  no: 'Say no',
  yesTitle: 'Say yes?',
  noTitle: 'Say no?',
  yesLead: 'It is done at once, as it was asked for.',
  forGood: 'The amount falls away for good, and can never be demanded again.',
  noLead: 'Nothing is granted. The case handler gets the answer.',
  words: 'What do you want to say to it?',
  saidYes: 'The answer is sent, and it is done.',
  saidNo: 'The answer is sent.',
};
