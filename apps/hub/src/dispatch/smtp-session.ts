import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { isLoopback } from '../config/environment.js';

/** One step of an SMTP exchange failed. The text has no address in it. */
export class SmtpStepError extends Error {
  constructor(
    /** The server's status, 0 where it said nothing. */
    readonly code: number,
    readonly isReply: boolean,
    readonly text: string,
  ) {
    super(text);
    this.name = 'SmtpStepError';
  }
}

/**
 * One connection for one message, its steps told apart, so that it is known how far a failed one came. Elsewhere than on
 * this machine nothing is said before TLS.
 */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #auth: { readonly user: string; readonly pass: string } | undefined;
  #fail: ((error: SmtpStepError) => void) | undefined;

  constructor(
    url: string,
    private readonly timeoutMs: number,
  ) {
    const { protocol, hostname, port, username, password } = new URL(url);
    const secure = protocol === 'smtps:';
    this.#connection = new SMTPConnection({
      // An IPv6 address stands in brackets in a URL.
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      secure,
      requireTLS: !secure && !isLoopback(hostname),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
    });
    this.#auth =
      username === ''
        ? undefined
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    // Told here when it has no step to be told to.
    this.#connection.on('error', (error: Error) => this.#fail?.(stepError(error)));
    this.#connection.on('end', () => this.#fail?.(new SmtpStepError(0, false, 'the connection was closed')));
  }

  /** @throws SmtpStepError */
  async open(): Promise<void> {
    await this.#step((done) => this.#connection.connect(done));
    const auth = this.#auth;
    if (auth) await this.#step((done) => this.#connection.login({ ...auth, credentials: auth }, done));
  }

  /** @throws SmtpStepError */
  async send(from: string, to: string, content: Readable, bytes: number): Promise<void> {
    await this.#step((done) => this.#connection.send({ from, to: [to], size: bytes }, content, done));
  }

  close(): void {
    this.#fail = undefined;
    this.#connection.close();
  }

  /** Ends with the step's own answer, with what breaks the connection, or when it takes too long. */
  async #step(run: (done: (error?: Error | null) => void) => void): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#fail = reject;
        timer = setTimeout(
          () => reject(new SmtpStepError(0, false, `no answer within ${this.timeoutMs / 1000} s`)),
          this.timeoutMs,
        );
        run((error) => (error ? reject(stepError(error)) : resolve()));
      });
    } finally {
      clearTimeout(timer);
      this.#fail = undefined;
    }
  }
}

function stepError(error: Error): SmtpStepError {
  const { responseCode, response, code } = error as Error & {
    responseCode?: number;
    response?: string;
    code?: string;
  };
  if (responseCode === undefined || responseCode < 400)
    return new SmtpStepError(0, false, `the exchange failed (${code ?? 'unknown'})`);
  // Servers like to repeat the address they refuse.
  const words = (response ?? '').replace(/\S*@\S*/g, '…').slice(0, 200);
  return new SmtpStepError(responseCode, true, words);
}
