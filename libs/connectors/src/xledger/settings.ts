import { createHash } from 'node:crypto';
import { ValidateBy } from 'class-validator';
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
}

/** Unpadded base64url that survives being read and written again, as the vendor's own sample demands. */
export function isToken(value: unknown): boolean {
  if (typeof value !== 'string' || value.length < 10) return false;
  return Buffer.from(value, 'base64url').toString('base64url') === value;
}

/** Tells tokens apart without giving them away. */
export function fingerprint({ token }: XledgerSettings): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}
