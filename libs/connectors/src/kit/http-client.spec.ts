import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TransportError, type TransportRequest } from '../contract/index.js';
import { createTransport } from './http-client.js';

describe('createTransport', () => {
  let server: Server | undefined;

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });

  const serve = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const get = (url: string, more: Partial<TransportRequest> = {}): TransportRequest => ({
    method: 'GET',
    url,
    headers: {},
    timeoutMs: 2_000,
    ...more,
  });
  const failure = async (call: Promise<unknown>): Promise<TransportError> => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TransportError);
    return error as TransportError;
  };

  it('hands back status, headers in lower case and the bytes, whatever the status', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(503, { 'X-Rate-Limit-Reset': '7' }).end('{"amount":1.50}');
    });
    const answer = await createTransport()(get(url));
    expect(answer.status).toBe(503);
    expect(answer.headers['x-rate-limit-reset']).toBe('7');
    expect(Buffer.from(answer.body).toString()).toBe('{"amount":1.50}');
  });

  it('sends the body as it is', async () => {
    const url = await serve((request, response) => void request.pipe(response));
    const answer = await createTransport()(
      get(url, { method: 'POST', body: '{"a":1.00}', headers: { 'content-type': 'application/json' } }),
    );
    expect(Buffer.from(answer.body).toString()).toBe('{"a":1.00}');
  });

  it('unpacks a compressed answer', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'));
    });
    expect(Buffer.from((await createTransport()(get(url))).body).toString()).toBe('packed');
  });

  it('asks our own machine without the proxy that the environment names, and others by it', async () => {
    const url = await serve((request, response) => response.end(request.url));
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = url;
    try {
      const transport = createTransport();
      const direct = await transport(get(`${url}/here`));
      expect(Buffer.from(direct.body).toString()).toBe('/here');
      const proxied = await transport(get('http://ledger.example/there'));
      expect(Buffer.from(proxied.body).toString()).toBe('http://ledger.example/there');
    } finally {
      if (before === undefined) delete process.env['http_proxy'];
      else process.env['http_proxy'] = before;
    }
  });

  it('does not follow a redirect', async () => {
    const url = await serve(
      (_request, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    );
    expect((await createTransport()(get(url))).status).toBe(302);
  });

  it('knows that nothing was sent when nobody listens', async () => {
    expect((await failure(createTransport()(get('http://127.0.0.1:9/')))).sent).toBe(false);
  });

  it('knows that nothing was sent when it was called off before', async () => {
    expect(
      (await failure(createTransport()(get('http://127.0.0.1:9/', { signal: AbortSignal.abort() })))).sent,
    ).toBe(false);
  });

  it.each<[string, RequestListener]>([
    ['a reset', (request) => request.socket.resetAndDestroy()],
    ['silence', () => undefined],
    [
      'half an answer',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.destroy());
      },
    ],
    [
      'bytes that trickle without end',
      (_request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'), 20);
        response.once('close', () => clearInterval(timer));
      },
    ],
  ])('says of %s that it may have been sent', async (_name, listener) => {
    const url = await serve(listener);
    expect((await failure(createTransport()(get(url, { timeoutMs: 200 })))).sent).toBe(true);
  });

  it('breaks off an answer that is too long', async () => {
    const url = await serve((_request, response) => void response.end('x'.repeat(5_000)));
    expect((await failure(createTransport({ answerBytesMax: 1_000 })(get(url)))).sent).toBe(true);
  });

  it('puts neither header nor query into its error', async () => {
    const url = await serve((request) => request.socket.resetAndDestroy());
    const error = await failure(
      createTransport()(get(`${url}/?who=kari`, { headers: { authorization: 'Basic c2VjcmV0' } })),
    );
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(/kari|c2VjcmV0/);
  });
});
