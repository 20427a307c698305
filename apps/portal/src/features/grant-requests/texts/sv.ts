import type { nb } from './nb.js';

export const sv: typeof nb = {
  title: 'Frågor till er',
  lead: 'En handläggare vill ge en gäldenär mer än fullmakten räcker till. Säger ni ja görs det genast.',
  noneTitle: 'Inga frågor väntar',
  none: 'När någon vill ge mer tid, en plan eller ett avdrag som fullmakten inte räcker till får ni frågan här.',
  asked: 'Frågat',
  answerBy: 'svara helst senast',
  yes: 'Säg ja',
  no: 'Säg nej',
  yesTitle: 'Säga ja?',
  noTitle: 'Säga nej?',
  yesLead: 'Det görs genast, så som det frågades.',
  forGood: 'Beloppet faller bort för gott och kan aldrig krävas igen.',
  noLead: 'Inget ges. Handläggaren får svaret.',
  words: 'Vad vill ni säga om det?',
  saidYes: 'Svaret är skickat, och det är gjort.',
  saidNo: 'Svaret är skickat.',
};
