import type { EmailMessage } from '../dispatch/message-channel.js';

export const ACCOUNT_LANGUAGES = ['nb', 'sv', 'en'] as const;
export type AccountLanguage = (typeof ACCOUNT_LANGUAGES)[number];

export function accountLanguage(text: unknown): AccountLanguage {
  return ACCOUNT_LANGUAGES.find((language) => language === text) ?? 'nb';
}

type Words = (facts: { readonly link: string; readonly organisation: string }) => {
  readonly subject: string;
  readonly lines: readonly string[];
};

const RESET: Readonly<Record<AccountLanguage, Words>> = {
  nb: ({ link }) => ({
    subject: 'Nytt passord til Kravhub',
    lines: [
      'Noen, forhåpentlig du, vil velge et nytt passord til Kravhub.',
      `Velg det her: ${link}`,
      'Lenken gjelder i én time. Ba du ikke om den, trenger du ikke gjøre noe; passordet ditt er som før.',
    ],
  }),
  sv: ({ link }) => ({
    subject: 'Nytt lösenord till Kravhub',
    lines: [
      'Någon, förhoppningsvis du, vill välja ett nytt lösenord till Kravhub.',
      `Välj det här: ${link}`,
      'Länken gäller i en timme. Bad du inte om den behöver du inte göra något; ditt lösenord är som förut.',
    ],
  }),
  en: ({ link }) => ({
    subject: 'New password for Kravhub',
    lines: [
      'Somebody, hopefully you, wants to choose a new password for Kravhub.',
      `Choose it here: ${link}`,
      'The link holds for one hour. If you did not ask for it, nothing has to be done; your password is as before.',
    ],
  }),
};

const INVITATION: Readonly<Record<AccountLanguage, Words>> = {
  nb: ({ link, organisation }) => ({
    subject: `${organisation} inviterer deg til Kravhub`,
    lines: [
      `Du er invitert til å arbeide i Kravhub for ${organisation}.`,
      `Ta imot invitasjonen her: ${link}`,
      'Lenken gjelder i to dager. Kjenner du ikke avsenderen, kan du se bort fra e-posten.',
    ],
  }),
  sv: ({ link, organisation }) => ({
    subject: `${organisation} bjuder in dig till Kravhub`,
    lines: [
      `Du är inbjuden att arbeta i Kravhub för ${organisation}.`,
      `Ta emot inbjudan här: ${link}`,
      'Länken gäller i två dagar. Känner du inte avsändaren kan du bortse från mejlet.',
    ],
  }),
  en: ({ link, organisation }) => ({
    subject: `${organisation} invites you to Kravhub`,
    lines: [
      `You are invited to work in Kravhub for ${organisation}.`,
      `Accept the invitation here: ${link}`,
      'The link holds for two days. If you do not know the sender, you can ignore this e-mail.',
    ],
  }),
};

const MAILS = { reset: RESET, invitation: INVITATION };

/** @param id ours, a UUID; the same in every attempt */
export function accountMail(
  kind: keyof typeof MAILS,
  language: AccountLanguage,
  facts: { readonly id: string; readonly to: string; readonly link: string; readonly organisation?: string },
): EmailMessage {
  const { id, to, link, organisation = '' } = facts;
  const { subject, lines } = MAILS[kind][language]({ link, organisation });
  return { id, to, subject, ...mailBody(lines) };
}

/** Paragraphs as text and as HTML; the first address in each becomes a link. */
export function mailBody(lines: readonly string[]): Pick<EmailMessage, 'text' | 'html'> {
  return {
    text: lines.join('\n\n'),
    html: lines.map((line) => `<p>${linked(escaped(line))}</p>`).join('\n'),
  };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function linked(html: string): string {
  return html.replace(/https?:\/\/\S+/, (address) => `<a href="${address}">${address}</a>`);
}
