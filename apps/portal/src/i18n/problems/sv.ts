import type { nb } from './nb.js';

export const sv: typeof nb = {
  'no-answer': {
    title: 'Kravhub svarar inte.',
    remedy: 'Vänta lite och försök igen. Ingenting görs två gånger.',
  },
  'not-signed-in': { title: 'Du är inte inloggad.', remedy: 'Logga in igen.' },
  'not-allowed': {
    title: 'Din roll tillåter inte detta.',
    remedy: 'Fråga en ägare i din organisation om en roll som har det.',
  },
  'creditor-not-found': {
    title: 'Företaget finns inte, eller så saknar du åtkomst.',
    remedy: 'Välj ett ur listan, eller be företaget att släppa in din organisation.',
  },
  'link-no-longer-holds': {
    title: 'Länken gäller inte längre.',
    remedy: 'Be den som bjöd in dig om en ny.',
  },
  'unfit-fields': { title: 'Något måste rättas innan detta kan sparas.', remedy: 'Rätta fälten som nämns.' },
  'too-many-requests': { title: 'För många försök på kort tid.', remedy: 'Vänta en minut och försök igen.' },
  'beyond-authority': {
    title: 'Det är mer än borgenärens fullmakt tillåter.',
    remedy: 'Ge mindre, eller låt borgenären tillfrågas.',
  },
  'case-not-found': { title: 'Ärendet finns inte.', remedy: 'Välj det från listan över ärenden.' },
};
