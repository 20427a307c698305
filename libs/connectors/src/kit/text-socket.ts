import { RetryableLedgerError } from '../contract/index.js';

/** A longer frame is no announcement of anything. */
const FRAME_LENGTH_MAX = 200_000;
/** Frames that nobody has read yet; more end the socket, and the caller's polling catches up. */
const UNREAD_MAX = 10_000;
const RETRY_MS = 5_000;

/** A WebSocket that speaks text, read one frame after the other. */
export class TextSocket {
  readonly #unread: string[] = [];
  #isClosed = false;
  #isBroken = false;
  #wake: (() => void) | undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => this.#take(data));
    socket.addEventListener('close', ({ wasClean }) => this.#end(!wasClean));
    socket.addEventListener('error', () => this.#end(true));
  }

  /** @throws RetryableLedgerError when nobody answers within `timeoutMs`, or `signal` calls it off */
  static async open(url: string, timeoutMs: number, signal: AbortSignal): Promise<TextSocket> {
    if (signal.aborted) throw broken('The stream was called off.');
    const socket = new WebSocket(url);
    const calledOff = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.addEventListener('open', () => resolve(true), { once: true });
      for (const failure of ['close', 'error'])
        socket.addEventListener(failure, () => resolve(false), { once: true });
      calledOff.addEventListener('abort', () => resolve(false), { once: true });
    });
    if (isOpen) return new TextSocket(socket);
    socket.close();
    throw broken('The stream could not be opened.');
  }

  send(text: string): void {
    this.socket.send(text);
  }

  close(): void {
    this.socket.close();
    this.#end(false);
  }

  /**
   * The next frame; undefined at the socket's orderly end, after `waitMs`, or when `signal` calls it off.
   * @throws RetryableLedgerError when the connection broke
   */
  async next(waitMs: number, signal: AbortSignal): Promise<string | undefined> {
    if (this.#unread.length === 0 && !this.#isClosed && !signal.aborted) {
      // Thousands of frames must leave neither timers nor listeners behind.
      await new Promise<void>((resolve) => {
        const goOn = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', goOn);
          resolve();
        };
        const timer = setTimeout(goOn, waitMs);
        signal.addEventListener('abort', goOn, { once: true });
        this.#wake = goOn;
      });
    }
    const frame = this.#unread.shift();
    if (frame === undefined && this.#isBroken) throw broken('The stream broke.');
    return frame;
  }

  #take(data: unknown): void {
    if (typeof data !== 'string' || data.length > FRAME_LENGTH_MAX) return;
    if (this.#unread.length >= UNREAD_MAX) return this.close();
    this.#unread.push(data);
    this.#wake?.();
  }

  #end(isBroken: boolean): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isBroken = isBroken;
    this.#wake?.();
  }
}

function broken(message: string): RetryableLedgerError {
  return new RetryableLedgerError(message, RETRY_MS);
}
