import {
  createServer,
  type IncomingMessage,
  request,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a proxy between hub and ledger spoils what passes: a ledger's faults that no simulator makes by itself. */
export interface Meddling {
  /** Changes path and query of a request. */
  question?(path: string): string;
  /** Changes the body of an answer. */
  answer?(path: string, body: string): string;
  /** Called when the ledger has answered: the answer goes on when this resolves. */
  hold?(path: string): Promise<void> | undefined;
}

/** Passes everything on unchanged until it is told to meddle. */
export class MeddlingProxy {
  meddling: Meddling = {};
  readonly #server: Server;

  constructor(private readonly target: URL) {
    this.#server = createServer((incoming, outgoing) => {
      this.#pass(incoming, outgoing).catch(() => outgoing.destroy());
    });
  }

  /** Answers the address under which the ledger is reached through the proxy. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.target.pathname}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const asked = incoming.url ?? '/';
    const answer = await ask(
      {
        host: this.target.hostname,
        port: this.target.port,
        method: incoming.method,
        path: this.meddling.question?.(asked) ?? asked,
        headers: { ...incoming.headers, host: this.target.host },
      },
      incoming,
    );
    const body = await bodyOf(answer);
    await this.meddling.hold?.(asked);
    const passedOn = Buffer.from(this.meddling.answer?.(asked, body) ?? body);
    const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
    outgoing
      .writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': passedOn.length })
      .end(passedOn);
  }
}

function ask(options: RequestOptions, incoming: IncomingMessage): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    incoming.pipe(request(options, resolve).once('error', reject));
  });
}

async function bodyOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
