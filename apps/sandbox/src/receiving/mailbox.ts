import type { Socket } from 'node:net';
import type { Clock } from '@app/domain';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { FaultPlan } from '../faults/fault-plan.js';
import type { FaultRule } from '../faults/fault.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import type { Receiving } from './control.js';

/** One mail, as the mailbox took it in. */
export interface ReceivedMail {
  readonly number: number;
  readonly receivedAt: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly bytes: number }[];
}

interface Stored extends ReceivedMail {
  readonly files: readonly Uint8Array[];
}

export interface MailboxOptions {
  readonly seed?: number;
  readonly clock?: Clock;
}

const MAIL_BYTES_MAX = 20 * 1024 * 1024;
const MAILS_MAX = 1_000;
const USER = 'kravhub';

/**
 * A mail server for one mailbox that takes everybody's post, over SMTP on the loopback (RFC 5321). It wants a login, knows
 * no recipient whose name begins with `unknown` (550), and refuses mail without Message-ID and Date, as many servers do.
 * Faults strike at `RCPT` and at `DATA`.
 */
export class Mailbox implements Receiving {
  readonly key = 'mailbox';
  readonly exampleOperation = 'DATA';
  readonly clock: AdjustableClock;
  readonly faults: FaultPlan;
  readonly password: string;
  readonly #server: SMTPServer;
  readonly #mails: Stored[] = [];
  readonly #sockets = new Map<string, Socket>();
  #count = 0;

  constructor({ seed = 1, clock }: MailboxOptions = {}) {
    this.clock = new AdjustableClock(clock);
    this.faults = new FaultPlan(seed);
    this.password = `mailbox-${seed}`;
    this.#server = new SMTPServer({
      // There is no secret on the loopback, and no certificate for it.
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      authMethods: ['PLAIN', 'LOGIN'],
      size: MAIL_BYTES_MAX,
      logger: false,
      disableReverseLookup: true,
      onAuth: (auth, _session, done) =>
        auth.username === USER && auth.password === this.password
          ? done(null, { user: USER })
          : done(replied(535, '5.7.8 Authentication failed')),
      onRcptTo: ({ address }, session, done) => this.#recipient(address, session, done),
      onData: (stream, session, done) => void this.#take(stream, session, done),
    });
    this.#server.on('error', () => undefined);
    this.#server.server.on('connection', (socket: Socket) => {
      const name = `${socket.remoteAddress}:${socket.remotePort}`;
      this.#sockets.set(name, socket);
      socket.once('close', () => this.#sockets.delete(name));
    });
  }

  /** @param port 0 lets the system choose. Answers the address with the login in it. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.server.address();
    const taken = typeof address === 'object' && address !== null ? address.port : port;
    return `smtp://${USER}:${this.password}@127.0.0.1:${taken}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }

  messages(): readonly ReceivedMail[] {
    return this.#mails.map(({ files: _, ...mail }) => mail);
  }

  file(number: number, at: number): Uint8Array | undefined {
    return this.#mails.find((mail) => mail.number === number)?.files[at];
  }

  reset(): number {
    return this.#mails.splice(0).length;
  }

  #recipient(address: string, session: SMTPServerSession, done: (error?: Error | null) => void): void {
    const fault = this.faults.draw('RCPT', undefined);
    if (fault) return this.#play(fault, session, done);
    if (address.startsWith('unknown')) return done(replied(550, `5.1.1 <${address}>: unknown mailbox`));
    return done();
  }

  async #take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    // Who sends may be gone in the middle: then there is no message, and nobody to answer.
    const mail = await simpleParser(stream).catch(() => undefined);
    if (mail === undefined) return done(replied(451, '4.4.2 The message broke off'));
    const fault = this.faults.draw('DATA', undefined);
    if (fault && fault.kind !== 'answer-lost') return this.#play(fault, session, done);
    if (stream.sizeExceeded) return done(replied(552, '5.3.4 Message too big'));
    if (!mail.messageId || !mail.date) return done(replied(550, '5.6.0 Message-ID and Date are required'));
    this.#count += 1;
    this.#mails.push({
      number: this.#count,
      receivedAt: this.clock.now().toISOString(),
      messageId: mail.messageId,
      from: mail.from?.text ?? '',
      to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      html: mail.html === false ? '' : (mail.html ?? ''),
      attachments: mail.attachments.map(({ filename, size }) => ({ name: filename ?? 'file', bytes: size })),
      files: mail.attachments.map(({ content }) => content),
    });
    if (this.#mails.length > MAILS_MAX) this.#mails.shift();
    return fault ? this.#play(fault, session, done) : done();
  }

  #play({ kind }: FaultRule, session: SMTPServerSession, done: (error?: Error | null) => void): void {
    if (kind === 'answer-lost' || kind === 'connection-reset')
      this.#sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy();
    else if (kind === 'rate-limited') done(replied(451, '4.7.1 Try again later'));
    else done(replied(554, '5.3.0 Transaction failed'));
  }
}

function replied(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
