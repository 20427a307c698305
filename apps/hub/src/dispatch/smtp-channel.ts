import { Readable } from 'node:stream';
import type { Clock } from '@app/domain';
import {
  assertMessageId,
  type DeliveryReceipt,
  type EmailMessage,
  type MessageChannel,
  type SendResult,
} from './message-channel.js';
import type { SmtpStepError } from './smtp-session.js';

export interface SmtpSettings {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string;
  /** `Name <address>`, or an address. */
  readonly from: string;
  /** For each step of the exchange. */
  readonly timeoutMs: number;
}

const ADDRESS = /^[^\s@<>,;:"]{1,64}@[^\s@<>,;:"]{1,255}$/;

/**
 * E-mail over SMTP (RFC 5321). The message's id makes its Message-ID, so that a mailbox that gets it twice can tell; no
 * server promises to, so an unknown outcome is not repeated by itself. After the server's 250 SMTP tells nothing more.
 */
export class SmtpChannel implements MessageChannel<EmailMessage> {
  readonly channel = 'email';
  readonly repeat = 'may-arrive-twice';

  constructor(
    private readonly settings: SmtpSettings,
    private readonly clock: Clock,
  ) {}

  async send(message: EmailMessage, signal?: AbortSignal): Promise<SendResult> {
    assertMessageId(message.id);
    if (!ADDRESS.test(message.to)) return { outcome: 'refused', reason: 'The e-mail address is malformed.' };
    if (signal?.aborted) return { outcome: 'not-sent', reason: 'The hub is stopping.' };
    const { SmtpSession, SmtpStepError } = await import('./smtp-session.js');
    const mail = await this.#compose(message);
    const session = new SmtpSession(this.settings.url, this.settings.timeoutMs);
    // Set when the server has said 354 and asks for the content: from here on it may have the message.
    let contentBegun = false;
    const content = Readable.from(
      (function* () {
        contentBegun = true;
        yield mail;
      })(),
    );
    try {
      await session.open();
      await session.send(addressOf(this.settings.from), message.to, content, mail.length);
      return { outcome: 'accepted', reference: messageId(message.id, this.settings.from) };
    } catch (error) {
      if (error instanceof SmtpStepError) return outcomeOf(error, contentBegun);
      throw error;
    } finally {
      session.close();
    }
  }

  receipt(): Promise<DeliveryReceipt | undefined> {
    return Promise.resolve(undefined);
  }

  // Loaded with the first message: a process that sends none does without nodemailer's fifteen megabytes.
  async #compose(message: EmailMessage): Promise<Buffer> {
    const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
    return new MailComposer({
      from: this.settings.from,
      to: { name: '', address: message.to },
      subject: message.subject,
      text: message.text,
      html: message.html,
      messageId: messageId(message.id, this.settings.from),
      date: this.clock.now(),
      // No holiday answers, please (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: (message.attachments ?? []).map(({ name, pdf }) => ({
        filename: name,
        content: Buffer.from(pdf),
        contentType: 'application/pdf',
      })),
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();
  }
}

/** What a failed step means. A server's own answer is certain; silence after the content began is not. */
function outcomeOf({ code, isReply, text }: SmtpStepError, contentBegun: boolean): SendResult {
  if (isReply && code >= 500 && code !== 530 && code !== 535)
    return { outcome: 'refused', reason: `The mail server refused it: ${text}` };
  if (isReply) return { outcome: 'not-sent', reason: `The mail server cannot take it now: ${text}` };
  return contentBegun
    ? { outcome: 'unknown', reason: `The mail server did not confirm: ${text}` }
    : { outcome: 'not-sent', reason: `The mail server could not be used: ${text}` };
}

/** The bare address of `Name <address>`. */
function addressOf(from: string): string {
  return /<([^>]+)>/.exec(from)?.[1] ?? from.trim();
}

function messageId(id: string, from: string): string {
  return `<${id}@${addressOf(from).split('@')[1] ?? 'localhost'}>`;
}
