import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { FortnoxScene } from './testing/fortnox-scene.js';

type Frame = Readonly<Record<string, unknown>>;

describe('the event stream', () => {
  let scene: FortnoxScene;
  let socket: WebSocket;
  const frames: Frame[] = [];
  const waiting: ((frame: Frame) => void)[] = [];
  beforeEach(async () => {
    scene = await FortnoxScene.open();
    frames.length = 0;
    socket = await connect();
  });
  afterEach(async () => {
    socket.close();
    await scene.close();
  });

  const connect = (): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const opened = new WebSocket(`${new URL(scene.url).origin.replace('http', 'ws')}/topics-v1`);
      opened.on('open', () => resolve(opened));
      opened.on('error', reject);
      opened.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString('utf8')) as Frame;
        const next = waiting.shift();
        if (next) next(frame);
        else frames.push(frame);
      });
    });
  const next = (): Promise<Frame> =>
    new Promise((resolve) => {
      const frame = frames.shift();
      if (frame) resolve(frame);
      else waiting.push(resolve);
    });
  const ask = (command: string, more: object = {}): Promise<Frame> => {
    socket.send(JSON.stringify({ command, ...more }));
    return next();
  };
  const addTenants = (token = scene.token, secret = scene.simulator.credentials.clientSecret) =>
    ask('add-tenants-v1', {
      includeChildTenants: false,
      clientSecret: secret,
      accessTokens: [`Bearer ${token}`],
    });
  const addTopics = (...topics: object[]) => ask('add-topics-v1', { topics });

  it('tells of invoices and payments to whoever named tenants and topics', async () => {
    expect(await addTenants()).toEqual({
      response: 'add-tenants-v1',
      result: 'ok',
      tenantIds: { [`Bearer ${scene.token}`]: scene.tenantId },
    });
    expect(await addTopics({ topic: 'invoices' })).toEqual({ response: 'add-topics-v1', result: 'ok' });
    expect(await ask('subscribe-v1')).toEqual({ response: 'subscribe-v1', result: 'ok' });
    const number = scene.invoice('500.00');
    expect(await next()).toMatchObject({
      topic: 'invoices',
      type: 'invoice-created-v1',
      tenantId: scene.tenantId,
      entityId: number,
    });
    expect(await next()).toMatchObject({ type: 'invoice-bookkeep-v1', entityId: number });
    const payment = scene.simulator.bookkeeper.registerPayment(scene.tenantId, number, { amount: '500.00' });
    expect(await next()).toMatchObject({ type: 'invoicepayment-bookkeep-v1', entityId: payment.number });
    scene.simulator.bookkeeper.removePayment(scene.tenantId, payment.number);
    expect(await next()).toMatchObject({ type: 'invoicepayment-deleted-v1', entityId: payment.number });
  });

  it('names tokens and topics that are not valid, and takes neither', async () => {
    expect(await addTenants('nobody-made-this')).toMatchObject({
      result: 'error',
      invalidTokens: ['Bearer nobody-made-this'],
    });
    expect(await addTenants(scene.token, 'fel-hemlighet')).toMatchObject({ result: 'error' });
    expect(await addTopics({ topic: 'invoice' })).toMatchObject({
      result: 'error',
      invalidTopics: ['invoice'],
    });
    expect(await ask('subscribe-v1')).toMatchObject({ result: 'error' });
    expect(await ask('dance-v1')).toMatchObject({ response: 'dance-v1', result: 'error' });
  });

  it('replays what lies behind an offset', async () => {
    await addTenants();
    await addTopics({ topic: 'invoices' });
    await ask('subscribe-v1');
    const number = scene.invoice('500.00');
    const { offset } = await next();
    await next();
    socket.close();
    socket = await connect();
    await addTenants();
    await addTopics({ topic: 'invoices', offset });
    await ask('subscribe-v1');
    expect(await next()).toMatchObject({ type: 'invoice-bookkeep-v1', entityId: number });
  });
});
