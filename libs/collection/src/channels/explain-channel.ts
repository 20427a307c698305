import type { Channel, Language } from '../vocabulary.js';
import type { ChannelPlan, RefusedChannelReason } from './channel-plan.js';

type Words = Readonly<Record<Language, string>>;

const CHANNEL_WORDS: Readonly<Record<Channel, Words>> = {
  letter: { nb: 'brev', sv: 'brev', en: 'letter' },
  email: { nb: 'e-post', sv: 'e-post', en: 'e-mail' },
  sms: { nb: 'sms', sv: 'sms', en: 'text message' },
  call: { nb: 'telefon', sv: 'telefon', en: 'telephone' },
};

const REFUSED_WORDS: Readonly<Record<RefusedChannelReason, Words>> = {
  'not-allowed-for-step': {
    nb: 'loven tillater det ikke for dette steget',
    sv: 'lagen tillåter det inte för detta steg',
    en: 'the law does not allow it for this step',
  },
  'consent-missing': {
    nb: 'skyldneren har ikke sagt uttrykkelig ja til det',
    sv: 'gäldenären har inte uttryckligen sagt ja till det',
    en: 'the debtor has not expressly agreed to it',
  },
  'consent-withdrawn': {
    nb: 'skyldneren vil ikke kontaktes slik',
    sv: 'gäldenären vill inte bli kontaktad så',
    en: 'the debtor does not want to be reached that way',
  },
  'no-contact-point': {
    nb: 'vi kjenner ingen slik adresse',
    sv: 'vi känner ingen sådan adress',
    en: 'we know no such address',
  },
  'contact-point-failed': {
    nb: 'den kom i retur eller er ikke i bruk',
    sv: 'den kom i retur eller är inte i bruk',
    en: 'it came back or is not in use',
  },
  'protected-address': {
    nb: 'adressen er beskyttet; en saksbehandler må sende det',
    sv: 'adressen är skyddad; en handläggare måste skicka det',
    en: 'the address is protected; a case handler must send it',
  },
  'written-only': {
    nb: 'en annen enn skyldneren får det, og bare skriftlig',
    sv: 'någon annan än gäldenären får det, och bara skriftligt',
    en: 'someone else than the debtor gets it, and in writing only',
  },
};

const SENTENCES = {
  chosen: {
    nb: 'Valgt: {channel}, etter regel «{rule}» (versjon {version}): {because}',
    sv: 'Valt: {channel}, enligt regel ”{rule}” (version {version}): {because}',
    en: 'Chosen: {channel}, by rule "{rule}" (version {version}): {because}',
  },
  refused: {
    nb: 'Ikke {channel}: {reason}.',
    sv: 'Inte {channel}: {reason}.',
    en: 'Not by {channel}: {reason}.',
  },
} as const satisfies Record<string, Words>;

/** The choice of channel in words: the rule that decided, and why other channels fell away. */
export function explainChannel({ channel, rule, refused }: ChannelPlan, language: Language): string {
  const chosen = SENTENCES.chosen[language]
    .replace('{channel}', CHANNEL_WORDS[channel][language])
    .replace('{rule}', () => rule.ruleId)
    .replace('{version}', String(rule.version))
    .replace('{because}', () => rule.because);
  const others = refused.map((one) =>
    SENTENCES.refused[language]
      .replace('{channel}', CHANNEL_WORDS[one.channel][language])
      .replace('{reason}', REFUSED_WORDS[one.reason][language]),
  );
  return [chosen, ...others].join(' ');
}
