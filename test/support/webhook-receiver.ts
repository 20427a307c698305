import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSigned } from '../../apps/hub/src/agency-events/webhook-signature.js';

export interface ReceivedMessage {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Somebody's server that takes webhooks; each path is a receiver of its own. */
export interface WebhookReceiver {
  url(path: string): string;
  /** What has come there, the first first. */
  got(path: string): readonly ReceivedMessage[];
  /** From now on it answers so there. Default: 204. */
  answer(path: string, status: number): void;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const messages = new Map<string, ReceivedMessage[]>();
  const statuses = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const so = messages.get(path) ?? [];
      messages.set(path, [...so, { headers: request.headers, body: Buffer.concat(chunks) }]);
      response.writeHead(statuses.get(path) ?? 204).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    got: (path) => messages.get(path) ?? [],
    answer: (path, status) => void statuses.set(path, status),
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The message's JSON where this secret has signed it at about this time. */
export function signedAt(
  message: ReceivedMessage | undefined,
  secret: string | undefined,
  now: Date,
): unknown {
  if (!message || secret === undefined) return undefined;
  const header = (name: string): string => String(message.headers[name]);
  const delivery = {
    id: header('webhook-id'),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
    body: message.body,
  };
  return isSigned(delivery, [secret], now) ? JSON.parse(message.body.toString('utf8')) : undefined;
}
