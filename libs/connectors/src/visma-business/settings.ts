import { createHash } from 'node:crypto';
import { Matches } from 'class-validator';
import { Setting } from '../kit/index.js';

export class VismaBusinessSettings {
  @Setting({
    label: { nb: 'Tilgang', sv: 'Åtkomst', en: 'Access' },
    help: {
      nb: '“user” (standard): en person logger inn hos Visma, og alle firmaer vedkommende har tilgang til kan kobles til. “service”: uten innlogging; firmaene gir programmet tilgang ett for ett i Business NXT.',
      sv: '”user” (standard): en person loggar in hos Visma, och alla företag som personen har åtkomst till kan anslutas. ”service”: utan inloggning; företagen ger programmet åtkomst ett i taget i Business NXT.',
      en: '“user” (default): a person signs in at Visma, and every company that the person has access to can be connected. “service”: without signing in; the companies give the application access one by one in Business NXT.',
    },
    optional: true,
    example: 'user',
    lengthMax: 10,
  })
  @Matches(/^(user|service)?$/, { message: 'must be user or service' })
  access?: string;

  @Setting({
    label: { nb: 'Klient-ID', sv: 'Klient-ID', en: 'Client id' },
    help: {
      nb: 'Programmets klient-ID i Vismas utviklerportal (oauth.developers.visma.com). Operatøren har den.',
      sv: 'Programmets klient-ID i Vismas utvecklarportal (oauth.developers.visma.com). Operatören har det.',
      en: 'The application’s client id in Visma’s developer portal (oauth.developers.visma.com). The operator has it.',
    },
    example: 'isv_kravhub',
    lengthMax: 100,
  })
  @Matches(/^[A-Za-z0-9_.-]{3,}$/, {
    message: 'does not look like a client id: letters, digits and underscores only',
  })
  clientId!: string;

  @Setting({
    label: { nb: 'Klienthemmelighet', sv: 'Klienthemlighet', en: 'Client secret' },
    help: {
      nb: 'Lages i utviklerportalen under programmets “Credentials”, og vises én gang.',
      sv: 'Skapas i utvecklarportalen under programmets ”Credentials” och visas en gång.',
      en: 'Made in the developer portal under the application’s “Credentials”, and shown once.',
    },
    secret: true,
    lengthMax: 500,
  })
  @Matches(/^[\x21-\x7e]{8,}$/, { message: 'does not look like a client secret: no blanks' })
  clientSecret!: string;

  @Setting({
    label: { nb: 'Tenant-ID', sv: 'Tenant-ID', en: 'Tenant id' },
    help: {
      nb: 'Bare med “service”, og bare hvis Visma har bedt om det. Kan vanligvis stå tomt.',
      sv: 'Endast med ”service”, och bara om Visma har bett om det. Kan vanligtvis lämnas tomt.',
      en: 'Only with “service”, and only if Visma has asked for it. Usually left empty.',
    },
    optional: true,
    lengthMax: 100,
  })
  @Matches(/^[A-Za-z0-9-]*$/, { message: 'must be letters, digits and hyphens only' })
  tenantId?: string;
}

export function isService({ access }: VismaBusinessSettings): boolean {
  return access === 'service';
}

/** What the application is registered for; what a token may do is decided by the access group in each company. */
export function apiScope(settings: VismaBusinessSettings): string {
  return isService(settings)
    ? 'business-graphql-service-api:access-group-based'
    : 'business-graphql-api:access-group-based';
}

/** Tells credentials apart without giving them away. */
export function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
