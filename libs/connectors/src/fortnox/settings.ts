import { Matches } from 'class-validator';
import { Setting } from '../kit/index.js';

export class FortnoxSettings {
  @Setting({
    label: { nb: 'Klient-ID', sv: 'Klient-ID', en: 'Client id' },
    help: {
      nb: 'Integrasjonens klient-ID i Fortnox’ utviklerportal (apps.fortnox.se/integration-developer-portal). Operatøren har den.',
      sv: 'Integrationens klient-ID i Fortnox utvecklarportal (apps.fortnox.se/integration-developer-portal). Operatören har det.',
      en: 'The integration’s client id in Fortnox’s developer portal (apps.fortnox.se/integration-developer-portal). The operator has it.',
    },
    example: '8VurtMGDTeAI',
    lengthMax: 100,
  })
  @Matches(/^[A-Za-z0-9_-]{4,}$/, { message: 'does not look like a client id: letters and digits only' })
  clientId!: string;

  @Setting({
    label: { nb: 'Klienthemmelighet', sv: 'Klienthemlighet', en: 'Client secret' },
    help: {
      nb: 'Vises ved siden av klient-ID-en i utviklerportalen.',
      sv: 'Visas bredvid klient-ID i utvecklarportalen.',
      en: 'Shown beside the client id in the developer portal.',
    },
    secret: true,
    example: 'yFKwme8LEQ',
    lengthMax: 200,
  })
  @Matches(/^[\x21-\x7e]{4,}$/, { message: 'does not look like a client secret: no blanks' })
  clientSecret!: string;

  @Setting({
    label: {
      nb: 'Forventet organisasjonsnummer',
      sv: 'Förväntat organisationsnummer',
      en: 'Expected organisation number',
    },
    help: {
      nb: 'Selskapet som skal velges i Fortnox. Velges et annet, blir ingenting koblet til. Kan stå tomt.',
      sv: 'Företaget som ska väljas i Fortnox. Väljs ett annat ansluts ingenting. Kan lämnas tomt.',
      en: 'The company to be chosen in Fortnox. If another is chosen, nothing is connected. May be left empty.',
    },
    optional: true,
    example: '556677-8899',
    lengthMax: 20,
  })
  @Matches(/^(\d{6}-?\d{4}|\d{12}|\d{8}-\d{4})?$/, {
    message: 'must be ten digits, with or without a hyphen',
  })
  expectedOrganisationNumber?: string;

  @Setting({
    label: { nb: 'Databasenummer (tenant)', sv: 'Databasnummer (tenant)', en: 'Database number (tenant)' },
    help: {
      nb: 'Fylles ut av innloggingen hos Fortnox. La det stå tomt.',
      sv: 'Fylls i av inloggningen hos Fortnox. Lämna tomt.',
      en: 'Filled in by signing in at Fortnox. Leave it empty.',
    },
    filledBySignIn: true,
    example: '9104471',
    lengthMax: 20,
  })
  @Matches(/^\d*$/, { message: 'must be digits only' })
  tenantId?: string;

  @Setting({
    label: { nb: 'Kontotype', sv: 'Kontotyp', en: 'Account type' },
    help: {
      nb: '“service” (standard): tilgangen hører til selskapet og krever en systemadministrator. “user”: den hører til den som logger inn og må fornyes minst hver 45. dag.',
      sv: '”service” (standard): åtkomsten hör till företaget och kräver en systemadministratör. ”user”: den hör till den som loggar in och måste förnyas minst var 45:e dag.',
      en: '“service” (default): the access belongs to the company and needs a system administrator. “user”: it belongs to the person who signs in and must be renewed at least every 45 days.',
    },
    optional: true,
    example: 'service',
    lengthMax: 10,
  })
  @Matches(/^(service|user)?$/, { message: 'must be service or user' })
  accountType?: string;
}
