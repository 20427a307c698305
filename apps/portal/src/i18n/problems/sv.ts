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
  'webhook-address-refused': {
    title: 'Webhooks kan inte gå till den här adressen.',
    remedy: 'Skriv in en https-adress med ett offentligt namn. Privata adresser anropas inte.',
  },
  'webhook-endpoint-disabled': {
    title: 'Adressen är avstängd.',
    remedy: 'Slå på den och försök igen.',
  },
  'last-webhook-secret': {
    title: 'Det är den sista hemligheten.',
    remedy: 'Skapa en ny först och ge den till mottagaren.',
  },
  'too-many-webhook-secrets': {
    title: 'Adressen har så många hemligheter som den kan ha.',
    remedy: 'Ta bort en som mottagaren inte använder längre.',
  },
  'event-not-kept': {
    title: 'Händelsen finns inte längre.',
    remedy: 'Den är för gammal, eller gäller någon som ni inte når längre.',
  },
  'creditor-not-found': {
    title: 'Företaget finns inte, eller så saknar du åtkomst.',
    remedy: 'Välj ett ur listan, eller be företaget att släppa in din organisation.',
  },
  'link-no-longer-holds': {
    title: 'Länken gäller inte längre.',
    remedy: 'Be den som bjöd in dig om en ny.',
  },
  'connection-not-active': {
    title: 'Anslutningen är inte i drift.',
    remedy: 'Sätt igång den under Anslutning och försök igen.',
  },
  'ledger-unavailable': { title: 'Bokföringen svarar inte just nu.', remedy: 'Vänta lite och försök igen.' },
  'refused-record-without-id': {
    title: 'Posten kan inte läsas ensam.',
    remedy: 'Rätta den i bokföringen och läs allt på nytt.',
  },
  'paid-directly-reported': {
    title: 'En betalning av denna fordran är redan anmäld.',
    remedy: 'Vänta tills bokföringen visar den, eller avsluta den gamla anmälan först.',
  },
  'claim-over': {
    title: 'Det finns inget att vänta på för denna fordran.',
    remedy: 'Läs in ärendet på nytt. Har gäldenären betalat för mycket betalar borgenären tillbaka.',
  },
  'unfit-fields': { title: 'Något måste rättas innan detta kan sparas.', remedy: 'Rätta fälten som nämns.' },
  'member-already': {
    title: 'Du är redan med i organisationen.',
    remedy:
      'Din roll är som förut, för inbjudan ger mindre. Logga in som vanligt; en ägare kan ändra rollen.',
  },
  'erasure-retained': {
    title: 'Lagen kräver att det behålls.',
    remedy: 'Se dagarna på sidan. Kravhub raderar av sig självt när de kommer.',
  },
  'erasure-case-open': {
    title: 'Gäldenären har ett öppet ärende.',
    remedy: 'Vänta tills ärendet är avslutat.',
  },
  'already-erased': { title: 'Allt är redan raderat.', remedy: 'Du behöver inte göra något.' },
  'grant-request-answered': {
    title: 'Borgenären har svarat förut.',
    remedy: 'Ladda om sidan för att se vad som svarades.',
  },
  'last-owner': { title: 'Detta är den sista ägaren.', remedy: 'Gör först någon annan till ägare.' },
  'member-not-found': { title: 'Personen är inte med längre.', remedy: 'Ladda om listan.' },
  'too-many-requests': { title: 'För många försök på kort tid.', remedy: 'Vänta en minut och försök igen.' },
  'beyond-authority': {
    title: 'Det är mer än borgenärens fullmakt tillåter.',
    remedy: 'Ge mindre, eller låt borgenären tillfrågas.',
  },
  'case-not-found': { title: 'Ärendet finns inte.', remedy: 'Välj det från listan över ärenden.' },
  'own-proposal': {
    title: 'Detta behöver någon annan än dig.',
    remedy: 'Be en kollega med samma rätt att titta på det, eller dra tillbaka det.',
  },
  'proposal-ended': {
    title: 'Detta är avgjort.',
    remedy: 'Se vad det blev av det, och be om det på nytt om det fortfarande önskas.',
  },
  'proposal-outdated': {
    title: 'Något har ändrats sedan någon bad om detta. Inget gjordes.',
    remedy: 'Se hur det är nu, och be om det på nytt om det fortfarande önskas.',
  },
  'too-many-proposals': {
    title: 'För mycket väntar på en person till.',
    remedy: 'Få något av det avgjort, eller dra tillbaka det.',
  },
  'company-not-let-in': {
    title: 'Företaget har inte släppt in din organisation.',
    remedy: 'Be företaget, eller inkassoföretaget, att släppa in er.',
  },
  'company-elsewhere': {
    title: 'Företaget är redan anslutet på ett annat sätt.',
    remedy: 'Använd anslutningen som finns. Har den bokföringen lämnats pausas den först.',
  },
  'company-not-own': { title: 'Det här är inte ert företag.', remedy: 'Välj ert eget företag.' },
  'grant-not-found': {
    title: 'Åtkomsten finns inte, eller är inte er.',
    remedy: 'Välj en i listan eller spara en ny.',
  },
  'grant-in-use': {
    title: 'Företag är anslutna med den här åtkomsten.',
    remedy: 'Anslut dem med en annan åtkomst först.',
  },
};
