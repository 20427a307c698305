import { createHash } from 'node:crypto';
import { Matches, ValidateBy } from 'class-validator';
import { Setting } from '../kit/index.js';

export class XledgerSettings {
  @Setting({
    label: { nb: 'API-nøkkel (token)', sv: 'API-nyckel (token)', en: 'API token' },
    help: {
      nb: 'I Xledger: Administrasjon → Tilgangskontroll → GraphQL → API tokens. Lag den med en egen integrasjonsbruker, på konsernnivå for alle selskaper under det, og kryss av for rettighetene i veiledningen. Den vises bare én gang.',
      sv: 'I Xledger: Administration → Åtkomstkontroll → GraphQL → API tokens. Skapa den med en egen integrationsanvändare, på koncernnivå för alla företag därunder, och kryssa i rättigheterna i guiden. Den visas bara en gång.',
      en: 'In Xledger: Administration → Access Control → GraphQL → API tokens. Make it with an integration user of its own, at the group’s level for all companies below, and tick the rights that the guide lists. It is shown once.',
    },
    secret: true,
    lengthMax: 500,
    example: 'bm90LWEtcmVhbC14bGVkZ2VyLXRva2VuLTAwMDE',
  })
  @ValidateBy({
    name: 'isXledgerToken',
    validator: {
      validate: isToken,
      defaultMessage: () =>
        'does not look like an Xledger token: letters, digits, hyphens and underscores only, copied whole',
    },
  })
  token!: string;

  @Setting({
    label: { nb: 'Kreditter i timen', sv: 'Krediter per timme', en: 'Credits per hour' },
    help: {
      nb: 'Hvor mange API-kreditter avtalen med Xledger gir denne tilgangen i timen, eller den delen av dem som skal brukes her; Xledger opplyser tallet. Uten tallet spørres det til Xledger sier stopp, og så igjen når timen er over.',
      sv: 'Hur många API-krediter avtalet med Xledger ger denna åtkomst per timme, eller den del av dem som får användas här; Xledger uppger talet. Utan talet frågas det tills Xledger säger stopp, och sedan igen när timmen är över.',
      en: 'How many API credits the agreement with Xledger gives this access per hour, or the part of them that may be used here; Xledger tells the number. Without it, questions are asked until Xledger says stop, and again when the hour is over.',
    },
    optional: true,
    example: '20000',
    lengthMax: 7,
  })
  @Matches(/^([1-9]\d{1,6})?$/, { message: 'must be a whole number from 10 to 9999999, digits only' })
  creditsPerHour?: string;
}

/** Unpadded base64url that survives being read and written again, as the vendor's own sample demands. */
export function isToken(value: unknown): boolean {
  if (typeof value !== 'string' || value.length < 10) return false;
  return Buffer.from(value, 'base64url').toString('base64url') === value;
}

/** Tells tokens apart without giving them away. */
export function fingerprint({ token }: Pick<XledgerSettings, 'token'>): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}
