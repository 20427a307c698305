import type { AccountLanguage } from '../accounts/account-mails.js';
import { mailBody } from '../accounts/account-mails.js';
import type { EmailMessage } from '../dispatch/message-channel.js';
import type { NoticeKind } from './notice-kinds.js';

/** What waits at one company, of one kind. */
export interface NoticeLine {
  readonly company: string;
  readonly kind: NoticeKind;
  readonly count: number;
  /** Where it is mended. */
  readonly link: string;
}

interface Words {
  readonly subject: (count: number) => string;
  readonly kinds: Readonly<Record<NoticeKind, (count: number) => string>>;
  readonly end: (settings: string) => string;
}

const TO_CONFIRM: Readonly<Record<AccountLanguage, (count: number) => string>> = {
  nb: (n) =>
    n === 1
      ? 'Noe venter på en person til. Se på det her:'
      : `${n} ting venter på en person til. Se på dem her:`,
  sv: (n) =>
    n === 1
      ? 'Något väntar på en person till. Titta på det här:'
      : `${n} saker väntar på en person till. Titta på dem här:`,
  en: (n) =>
    n === 1
      ? 'Something waits for a second person. Look at it here:'
      : `${n} things wait for a second person. Look at them here:`,
};

const WORDS: Readonly<Record<AccountLanguage, Words>> = {
  nb: {
    subject: (count) => (count === 1 ? 'Kravhub: noe trenger deg' : `Kravhub: ${count} ting trenger deg`),
    kinds: {
      'connection-broken': () => 'Forbindelsen til regnskapet er brutt. Koble til på nytt her:',
      'posting-refused': (n) =>
        n === 1
          ? 'Regnskapet avviste en bokføring. Se hvorfor, og velg hva som skal skje:'
          : `Regnskapet avviste ${n} bokføringer. Se hvorfor, og velg hva som skal skje:`,
      'off-balance': (n) =>
        n === 1
          ? 'Regnskap og krav stemmer ikke for ett krav. Se forskjellen her:'
          : `Regnskap og krav stemmer ikke for ${n} krav. Se forskjellene her:`,
      'hand-over-to-confirm': TO_CONFIRM.nb,
      'setting-to-confirm': TO_CONFIRM.nb,
      'authority-to-confirm': TO_CONFIRM.nb,
      'approval-waiting': () => 'Noe venter på godkjenning. Se på det her:',
      'question-waiting': (n) =>
        n === 1
          ? 'Inkassoforetaket spør om dere vil gi en kunde mer enn fullmakten sier. Svar her:'
          : `Inkassoforetaket spør om ${n} kunder skal få mer enn fullmakten sier. Svar her:`,
    },
    end: (settings) => `Du velger selv når du får slike e-poster: ${settings}`,
  },
  sv: {
    subject: (count) => (count === 1 ? 'Kravhub: något behöver dig' : `Kravhub: ${count} saker behöver dig`),
    kinds: {
      'connection-broken': () => 'Kopplingen till bokföringen är bruten. Anslut på nytt här:',
      'posting-refused': (n) =>
        n === 1
          ? 'Bokföringen avvisade en bokning. Se varför, och välj vad som ska hända:'
          : `Bokföringen avvisade ${n} bokningar. Se varför, och välj vad som ska hända:`,
      'off-balance': (n) =>
        n === 1
          ? 'Bokföring och fordran stämmer inte för en fordran. Se skillnaden här:'
          : `Bokföring och fordringar stämmer inte för ${n} fordringar. Se skillnaderna här:`,
      'hand-over-to-confirm': TO_CONFIRM.sv,
      'setting-to-confirm': TO_CONFIRM.sv,
      'authority-to-confirm': TO_CONFIRM.sv,
      'approval-waiting': () => 'Något väntar på godkännande. Titta på det här:',
      'question-waiting': (n) =>
        n === 1
          ? 'Inkassoföretaget frågar om ni vill ge en kund mer än fullmakten säger. Svara här:'
          : `Inkassoföretaget frågar om ${n} kunder ska få mer än fullmakten säger. Svara här:`,
    },
    end: (settings) => `Du väljer själv när du får sådana mejl: ${settings}`,
  },
  en: {
    subject: (count) => (count === 1 ? 'Kravhub: something needs you' : `Kravhub: ${count} things need you`),
    kinds: {
      'connection-broken': () => 'The connection to the ledger is broken. Connect again here:',
      'posting-refused': (n) =>
        n === 1
          ? 'The ledger refused a posting. See why, and choose what happens:'
          : `The ledger refused ${n} postings. See why, and choose what happens:`,
      'off-balance': (n) =>
        n === 1
          ? 'Ledger and claim do not agree for one claim. See the difference here:'
          : `Ledger and claims do not agree for ${n} claims. See the differences here:`,
      'hand-over-to-confirm': TO_CONFIRM.en,
      'setting-to-confirm': TO_CONFIRM.en,
      'authority-to-confirm': TO_CONFIRM.en,
      'approval-waiting': () => 'Something waits for approval. Look at it here:',
      'question-waiting': (n) =>
        n === 1
          ? 'The collector asks whether you grant a customer more than the authority says. Answer here:'
          : `The collector asks whether ${n} customers are granted more than the authority says. Answer here:`,
    },
    end: (settings) => `You choose yourself when you get such e-mails: ${settings}`,
  },
};

/** @param lines most urgent first; at least one */
export function noticeMail(
  language: AccountLanguage,
  lines: readonly NoticeLine[],
  { id, to, publicUrl }: { readonly id: string; readonly to: string; readonly publicUrl: string },
): EmailMessage {
  const { subject, kinds, end } = WORDS[language];
  const told = lines.map(({ company, kind, count, link }) => `${company}: ${kinds[kind](count)} ${link}`);
  return { id, to, subject: subject(lines.length), ...mailBody([...told, end(`${publicUrl}/account`)]) };
}
