type Sentences = Readonly<Record<string, string>>;

/** What the hub's own tasks ask for, by their keys. `more`: whether the hub's own words say which letter or figure it is about. */
export const nb = {
  titles: {
    limitation: 'Et krav kan foreldes mens saken hviler: avbryt foreldelsen, eller la det fare.',
    'who-is-it': 'Finn ut om skyldneren er en person eller en bedrift, og si fra her.',
    'paid-directly':
      'En betaling til kreditor er meldt. Viser regnskapet den ikke innen denne dagen, spør kreditor.',
    doubt: 'Noe er i tvil: sjekk det, noter hva kreditor svarer, eller gi kravet tilbake.',
    'doubt-confirmed': 'Det som var i tvil, holder ikke: rett det, eller gi kravet tilbake til kreditor.',
    objection: 'Svar på innsigelsen: spør kreditor, ta stilling, og si fra til skyldneren.',
    'objection-upheld':
      'Skyldneren hadde rett: få kreditor til å kreditere fakturaen, eller ta kravet tilbake.',
    'objection-partly-upheld':
      'Skyldneren hadde delvis rett: få kreditor til å rette fakturaen før den kreves på nytt.',
    'objection-rejected': 'Kravet er omtvistet: bring det inn for retten, eller la det falle.',
    'creditor-approves:deferral': 'Spør kreditor om det kan gis så lang utsettelse.',
    'creditor-approves:plan': 'Spør kreditor om denne avtalen kan inngås.',
    'creditor-approves:interest-waiver': 'Spør kreditor om så mye rente kan ettergis.',
    'creditor-approves:principal-reduction': 'Spør kreditor om så mye av hovedstolen kan ettergis.',
    'instalment-late': 'Et avdrag er forsinket: ring skyldneren, og spør vennlig om noe har skjedd.',
    renegotiate: 'Avtalen passer ikke lenger: tilby skyldneren en som gjør det, før noe annet.',
    'circumstance:protectedaddress':
      'Adressen er beskyttet: brev går for hånd, på en måte som ikke viser noen hvor skyldneren bor.',
    'circumstance:guardian': 'Finn ut hvor vergen kan nås.',
    'circumstance:deceased': 'Skyldneren er død: finn ut hvem som har boet, og si fra til kreditor.',
    'circumstance:bankruptcy':
      'Skyldneren er konkurs: meld kravet i boet innen fristen, eller gi det tilbake.',
    'circumstance:debtsettlement': 'En gjeldsordning er på vei: svar på forslaget, eller meld kravet i tide.',
    'circumstance:vulnerable':
      'Skyldneren har det vanskelig: se på saken, og avgjør hvordan vi går vennlig videre.',
    'find-address': 'Posten sendte et brev tilbake: finn skyldnerens adresse, og legg den inn på saken.',
    'came-back': 'Meldingen kom i retur: finn ut hvor skyldneren kan nås.',
    'no-channel': 'Brevet kunne ikke leveres på noen måte: finn en annen vei til skyldneren.',
    unknown: 'Finn ut om meldingen kom fram; den sendes ikke igjen av seg selv.',
    'by-hand': 'Send dette brevet for hånd til mottakeren som står på det.',
    'letter-by-hand': 'Skriv til skyldneren selv: brevet kunne ikke lages.',
    'letter-cannot-be-made':
      'Et brev mangler noe som loven krever, og er ikke sendt: legg inn det som mangler.',
    'law-figure-missing':
      'Loven har en sats som ikke er lagt inn: legg den inn. Til da beregnes, kreves og sendes ingenting i saken.',
  } as Sentences,
  notes: {
    'The case was closed before it left.': 'Saken ble avsluttet før brevet gikk.',
    'Replaced before sending.': 'Erstattet før det ble sendt.',
  } as Sentences,
  withdrawn: 'Holdt tilbake.',
  inItsWords: 'I systemets egne ord:',
};
