import type { nb } from './nb.js';

export const sv: typeof nb = {
  titles: {
    limitation: 'En fordran kan preskriberas medan ärendet vilar: avbryt preskriptionen, eller låt den gå.',
    'who-is-it': 'Ta reda på om gäldenären är en person eller ett företag, och ange det här.',
    'paid-directly':
      'En betalning till borgenären är anmäld. Visar bokföringen den inte till denna dag, fråga borgenären.',
    doubt: 'Något är oklart: kontrollera det, notera borgenärens svar, eller lämna tillbaka fordran.',
    'doubt-confirmed':
      'Det som var oklart håller inte: rätta det, eller lämna tillbaka fordran till borgenären.',
    objection: 'Svara på invändningen: fråga borgenären, ta ställning, och meddela gäldenären.',
    'objection-upheld': 'Gäldenären hade rätt: låt borgenären kreditera fakturan, eller ta tillbaka fordran.',
    'objection-partly-upheld':
      'Gäldenären hade delvis rätt: låt borgenären rätta fakturan innan den krävs på nytt.',
    'objection-rejected': 'Fordran är tvistig: ta den till domstol, eller släpp den.',
    'creditor-approves:deferral': 'Fråga borgenären om så lång tid kan ges.',
    'creditor-approves:plan': 'Fråga borgenären om den här planen kan avtalas.',
    'creditor-approves:interest-waiver': 'Fråga borgenären om så mycket ränta kan efterges.',
    'creditor-approves:principal-reduction': 'Fråga borgenären om så mycket av kapitalet kan efterges.',
    'instalment-late': 'En delbetalning är sen: ring gäldenären och fråga vänligt om något har hänt.',
    renegotiate: 'Planen passar inte längre: erbjud gäldenären en som gör det, före allt annat.',
    'circumstance:protectedaddress':
      'Adressen är skyddad: brev går för hand, på ett sätt som inte visar någon var gäldenären bor.',
    'circumstance:guardian': 'Ta reda på var förvaltaren eller den gode mannen kan nås.',
    'circumstance:deceased':
      'Gäldenären har avlidit: ta reda på vem som har dödsboet, och meddela borgenären.',
    'circumstance:bankruptcy':
      'Gäldenären är i konkurs: bevaka fordran i boet inom tiden, eller lämna den tillbaka.',
    'circumstance:debtsettlement':
      'En skuldsanering är på väg: svara på förslaget, eller anmäl fordran i tid.',
    'circumstance:vulnerable':
      'Gäldenären har det svårt: titta på ärendet, och bestäm hur vi går vänligt vidare.',
    'find-address':
      'Posten skickade tillbaka ett brev: hitta gäldenärens adress, och lägg in den på ärendet.',
    'came-back': 'Meddelandet kom tillbaka: ta reda på var gäldenären kan nås.',
    'no-channel': 'Brevet kunde inte levereras på något sätt: hitta en annan väg till gäldenären.',
    unknown: 'Ta reda på om meddelandet kom fram; det skickas inte igen av sig självt.',
    'by-hand': 'Skicka det här brevet för hand till mottagaren som står på det.',
    'letter-by-hand': 'Skriv till gäldenären själv: brevet kunde inte göras.',
    'letter-cannot-be-made':
      'Ett brev saknar något som lagen kräver, och har inte skickats: lägg in det som saknas.',
    'law-figure-missing':
      'Lagen har ett belopp som inte är inlagt: lägg in det. Till dess beräknas, krävs och skickas inget i ärendet.',
  },
  notes: {
    'The case was closed before it left.': 'Ärendet avslutades innan brevet gick.',
    'Replaced before sending.': 'Ersatt innan det skickades.',
  },
  withdrawn: 'Hölls tillbaka.',
  inItsWords: 'Med systemets egna ord:',
};
