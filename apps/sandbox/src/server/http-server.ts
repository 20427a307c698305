import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Handler, Reply, SimRequest } from './exchange.js';

/** Larger request bodies are answered with 413; no ledger's write comes near it. */
const BODY_MAX_BYTES = 2 * 1024 * 1024;

export interface ListenOptions {
  /** 0 lets the system choose. */
  readonly port?: number;
  /** A simulator keeps no real secrets and offers a control API, so it listens on the loopback only. */
  readonly host?: '127.0.0.1' | '::1';
}

/** Takes a connection over for a protocol of its own; false when it is none of its business. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** A loopback HTTP server around one handler. Knows nothing of any vendor. */
export class HttpServer {
  readonly #server: Server;
  /** Taken over, and no longer among the server's own. */
  readonly #upgraded = new Set<Duplex>();
  #active = 0;
  #idleWaiters: (() => void)[] = [];

  constructor(
    private readonly handler: Handler,
    upgrade: Upgrade = () => false,
  ) {
    this.#server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#upgraded.add(socket);
      socket.once('close', () => this.#upgraded.delete(socket));
      if (!upgrade(request, socket, head)) socket.destroy();
    });
    this.#server.keepAliveTimeout = 30_000;
  }

  async listen({ port = 0, host = '127.0.0.1' }: ListenOptions = {}): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    const address = this.#server.address() as AddressInfo;
    return `http://${host === '::1' ? '[::1]' : host}:${address.port}`;
  }

  /** Stops accepting, breaks what is open, and resolves when all handlers have ended. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    for (const socket of this.#upgraded) socket.destroy();
    await closed;
    await this.idle();
  }

  /** Resolves when no handler runs, also none whose client has gone. */
  async idle(): Promise<void> {
    if (this.#active === 0) return;
    await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    this.#active += 1;
    try {
      const body = await readBody(incoming);
      if (body === undefined) {
        outgoing.writeHead(413, { connection: 'close' }).end();
        return;
      }
      send(outgoing, await this.handler(toRequest(incoming, outgoing, body)));
    } catch (error) {
      process.stderr.write(
        `sandbox: a handler failed: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      outgoing.destroy();
    } finally {
      this.#active -= 1;
      if (this.#active === 0) for (const wake of this.#idleWaiters.splice(0)) wake();
    }
  }
}

function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, body: string): SimRequest {
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers,
    body,
    clientGone: new Promise<void>((resolve) => outgoing.once('close', resolve)),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') {
    incoming.resume();
    return '';
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(outgoing: ServerResponse, reply: Reply): void {
  if (outgoing.destroyed) return;
  if (reply.breakConnection === 'before-head') {
    outgoing.socket?.resetAndDestroy();
    outgoing.destroy();
    return;
  }
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : reply.body;
  const length =
    reply.status === 204 || reply.status === 304 ? {} : { 'content-length': String(bytes.length) };
  outgoing.writeHead(reply.status, { ...reply.headers, ...length });
  if (reply.breakConnection === 'in-body') {
    outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
    return;
  }
  outgoing.end(bytes);
}
