import { Matches } from 'class-validator';
import { Setting } from '../kit/index.js';

/** Base64 of a small JSON object; treated as opaque. */
const TOKEN = /^[A-Za-z0-9+/=_-]{16,}$/;
const TOKEN_MESSAGE =
  'does not look like a Tripletex token: letters, digits, + / = only, as copied from Tripletex';

export class TripletexSettings {
  @Setting({
    label: {
      nb: 'Forbrukernøkkel (consumer token)',
      sv: 'Konsumentnyckel (consumer token)',
      en: 'Consumer token',
    },
    help: {
      nb: 'Får vi som integrasjonspartner av Tripletex, én per miljø.',
      sv: 'Får vi som integrationspartner av Tripletex, en per miljö.',
      en: 'Given to us as an integration partner by Tripletex, one per environment.',
    },
    secret: true,
    example: 'eyJ0b2tlbklkIjo0NzEwLCJ0b2tlbiI6Ii4uLiJ9',
  })
  @Matches(TOKEN, { message: TOKEN_MESSAGE })
  consumerToken!: string;

  @Setting({
    label: {
      nb: 'Brukernøkkel (API-nøkkel)',
      sv: 'Användarnyckel (API-nyckel)',
      en: 'Employee token (API key)',
    },
    help: {
      nb: 'Lages i Tripletex under Selskap → Vår kundekonto → API-tilgang, for programmet Kravhub. Vises bare én gang.',
      sv: 'Skapas i Tripletex under Selskap → Vår kundekonto → API-tilgang, för programmet Kravhub. Visas bara en gång.',
      en: 'Made in Tripletex under Company → Our customer account → API access, for the application Kravhub. Shown once.',
    },
    secret: true,
    example: 'eyJ0b2tlbklkIjo0NzEyLCJ0b2tlbiI6Ii4uLiJ9',
  })
  @Matches(TOKEN, { message: TOKEN_MESSAGE })
  employeeToken!: string;
}
