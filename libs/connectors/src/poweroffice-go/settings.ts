import { createHash } from 'node:crypto';
import { Matches } from 'class-validator';
import { filledText, listOf, object, Setting, text } from '../kit/index.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UUID_MESSAGE =
  'does not look like a PowerOffice key: 32 letters a–f and digits in five groups with hyphens';

export class PowerOfficeGoSettings {
  @Setting({
    label: { nb: 'Applikasjonsnøkkel', sv: 'Applikationsnyckel', en: 'Application key' },
    help: {
      nb: 'Får vi som integrasjon av PowerOffice, én for produksjon og én for demo.',
      sv: 'Får vi som integration av PowerOffice, en för produktion och en för demo.',
      en: 'Given to us as an integration by PowerOffice, one for production and one for demo.',
    },
    secret: true,
    lengthMax: 36,
    example: '1c0f6b0e-52d7-4a58-9f0b-6a1f3c9d7e10',
  })
  @Matches(UUID, { message: UUID_MESSAGE })
  applicationKey!: string;

  @Setting({
    label: { nb: 'Abonnementsnøkkel', sv: 'Abonnemangsnyckel', en: 'Subscription key' },
    help: {
      nb: 'Vår nøkkel i PowerOffice sin utviklerportal, under Profile → Subscriptions. Gjelder alle selskaper.',
      sv: 'Vår nyckel i PowerOffices utvecklarportal, under Profile → Subscriptions. Gäller alla företag.',
      en: 'Our key in PowerOffice’s developer portal, under Profile → Subscriptions. Serves all companies.',
    },
    secret: true,
    lengthMax: 100,
    example: '0123456789abcdef0123456789abcdef',
  })
  @Matches(/^[A-Za-z0-9-]{16,}$/, {
    message: 'does not look like a subscription key: letters and digits only',
  })
  subscriptionKey!: string;

  @Setting({
    label: { nb: 'Klientnøkkel', sv: 'Klientnyckel', en: 'Client key' },
    help: {
      nb: 'Bare uten pålogging: i selskapet under Innstillinger → Utvidelser → Legg til utvidelse. Vises bare én gang; kopier den før du trykker OK.',
      sv: 'Endast utan inloggning: i företaget under Innstillinger → Utvidelser → Legg til utvidelse. Visas bara en gång; kopiera den innan du trycker OK.',
      en: 'Only without signing in: in the company under Settings → Extensions → Add extension. Shown once; copy it before pressing OK.',
    },
    secret: true,
    optional: true,
    lengthMax: 36,
    example: '5b1c2f0a-8a49-4a53-9c35-0f3b7b9b1a01',
  })
  @Matches(UUID, { message: UUID_MESSAGE })
  clientKey?: string;

  @Setting({
    label: { nb: 'Selskaper fra pålogging', sv: 'Företag från inloggning', en: 'Companies from signing in' },
    help: {
      nb: 'La stå tomt: fylles ut når noen logger inn hos PowerOffice og velger selskaper.',
      sv: 'Lämna tomt: fylls i när någon loggar in hos PowerOffice och väljer företag.',
      en: 'Leave empty: filled in when somebody signs in at PowerOffice and chooses companies.',
    },
    secret: true,
    filledBySignIn: true,
    lengthMax: 1_000_000,
  })
  @Matches(/^\[/, { message: 'is not what signing in gives' })
  clients?: string;
}

/** One company that the grant reaches. */
export interface GrantClient {
  /** The organisation number; where there is none, or several share it, a fingerprint of the client key. */
  readonly key: string;
  readonly clientKey: string;
  readonly name: string;
  readonly organisationNumber?: string;
}

/** A company as signing in gives it. */
export interface OnboardedClient {
  readonly clientKey: string;
  readonly name: string;
  readonly organisationNumber?: string | undefined;
}

const decodeClients = listOf(object({ clientKey: text, name: text, organisationNumber: filledText }));

/** The companies that signing in gave; empty when the grant was made with a client key. */
export function clientsOf({ clients }: PowerOfficeGoSettings): readonly GrantClient[] {
  return clients === undefined ? [] : withKeys(decodeClients(JSON.parse(clients)));
}

/** Newer ones replace older ones of the same client key or organisation number. */
export function mergeClients(
  older: readonly OnboardedClient[],
  newer: readonly OnboardedClient[],
): readonly OnboardedClient[] {
  const isReplaced = (old: OnboardedClient): boolean =>
    newer.some(
      ({ clientKey, organisationNumber }) =>
        clientKey === old.clientKey ||
        (organisationNumber !== undefined && organisationNumber === old.organisationNumber),
    );
  return [...older.filter((old) => !isReplaced(old)), ...newer];
}

function withKeys(clients: readonly OnboardedClient[]): readonly GrantClient[] {
  const holders = new Map<string, number>();
  for (const { organisationNumber } of clients) {
    if (organisationNumber !== undefined)
      holders.set(organisationNumber, (holders.get(organisationNumber) ?? 0) + 1);
  }
  return clients.map(({ clientKey, name, organisationNumber }) => ({
    key:
      organisationNumber !== undefined && holders.get(organisationNumber) === 1
        ? organisationNumber
        : keyWithoutNumber(clientKey),
    clientKey,
    name,
    ...(organisationNumber === undefined ? {} : { organisationNumber }),
  }));
}

export function keyWithoutNumber(clientKey: string): string {
  return `client-${fingerprint(clientKey)}`;
}

/** Tells keys apart without giving them away. */
export function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

/** Digits only; undefined when there are none. */
export function digitsOf(number: string | undefined): string | undefined {
  const digits = number?.replace(/\D/g, '') ?? '';
  return digits === '' ? undefined : digits;
}
