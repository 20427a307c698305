import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReceivingEnds } from './receiving-ends.js';
import { request } from './testing/request.js';

const ID = '019a0000-0000-7000-8000-000000000001';

describe('the print shop', () => {
  let folder: string;
  let ends: ReceivingEnds;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kravhub-print-shop-'));
    ends = new ReceivingEnds({
      printShop: { folder, clock: { now: () => new Date('2026-11-27T10:00:00Z') } },
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const control = (method: string, route: string, body = ''): unknown =>
    JSON.parse(
      String(
        ends.served[2]?.recording.control(request(method, `/control/print-shop${route}`, { body })).body,
      ),
    );
  const place = (name: string, text: string): void => writeFileSync(join(folder, 'outgoing', name), text);

  it('takes a letter when its JSON is there, and reports what became of it', async () => {
    place(`${ID}.pdf`, '%PDF');
    expect(control('GET', '/messages')).toEqual({ messages: [] });
    place(`${ID}.json`, '{"caseReference":"KH-1","country":"NO"}');
    expect(control('GET', '/messages')).toMatchObject({
      messages: [{ id: ID, place: 'outgoing', caseReference: 'KH-1' }],
    });
    expect(control('POST', '/receipts')).toEqual({ reported: [] });
    expect(control('POST', '/take')).toEqual({ taken: [ID] });
    expect(readdirSync(join(folder, 'outgoing'))).toEqual([]);
    expect(control('POST', '/receipts', '{"state":"lost"}')).toMatchObject({
      error: expect.stringContaining('state is one of'),
    });
    expect(control('POST', '/receipts')).toEqual({ reported: [ID] });
    expect(control('POST', '/receipts')).toEqual({ reported: [] });
    expect(control('POST', '/receipts', `{"state":"returned","id":"${ID}"}`)).toEqual({ reported: [ID] });
    expect(control('GET', '/messages')).toMatchObject({
      messages: [{ place: 'taken', receipt: 'returned' }],
    });
    const shop = ends.served[2];
    expect((await shop?.handle(request('GET', '/'), '/'))?.body).toContain('KH-1');
    expect((await shop?.handle(request('GET', '/'), `/letters/${ID}.pdf`))?.status).toBe(200);
    expect((await shop?.handle(request('GET', '/'), '/letters/..%2f.pdf'))?.status).toBe(404);
    expect(control('DELETE', '/messages')).toEqual({ removed: 1 });
    expect(readdirSync(join(folder, 'taken'))).toEqual([]);
  });

  it('is there without a folder, and has nothing', async () => {
    const [, , shop] = new ReceivingEnds().served;
    expect((await shop?.handle(request('GET', '/'), '/'))?.body).toContain('It has no folder.');
  });
});
