import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PrintShop } from '@app/sandbox';
import { testClock } from '../../../../test/support/clock.js';
import type { PrintMessage } from './message-channel.js';
import { PrintShopChannel } from './print-shop-channel.js';

const ID = '019a0000-0000-7000-8000-000000000001';
const MESSAGE: PrintMessage = {
  id: ID,
  pdf: Buffer.from('%PDF-1.7 letter'),
  caseReference: 'KH-2026-000001',
  country: 'NO',
};

describe('PrintShopChannel', () => {
  let folder: string;
  let channel: PrintShopChannel;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kravhub-print-'));
    channel = new PrintShopChannel(folder, testClock());
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const outgoing = (): string[] => readdirSync(join(folder, 'outgoing')).sort();

  it('puts PDF and facts there, and nothing half', async () => {
    expect(await channel.send(MESSAGE)).toEqual({ outcome: 'accepted', reference: ID });
    expect(outgoing()).toEqual([`${ID}.json`, `${ID}.pdf`]);
    const facts: unknown = JSON.parse(readFileSync(join(folder, 'outgoing', `${ID}.json`), 'utf8'));
    expect(facts).toMatchObject({ id: ID, caseReference: MESSAGE.caseReference, bytes: 15 });
    expect(readFileSync(join(folder, 'outgoing', `${ID}.pdf`), 'utf8')).toBe('%PDF-1.7 letter');
  });

  it('never puts it there twice, wherever the first has come to', async () => {
    const shop = new PrintShop({ folder });
    await Promise.all([channel.send(MESSAGE), channel.send(MESSAGE)]);
    expect(outgoing()).toHaveLength(2);
    shop.take();
    expect(await channel.send(MESSAGE)).toMatchObject({ outcome: 'accepted' });
    expect(outgoing()).toEqual([]);
    shop.report('posted');
    unlinkSync(join(folder, 'taken', `${ID}.json`));
    expect(await channel.send(MESSAGE)).toMatchObject({ outcome: 'accepted' });
    expect(outgoing()).toEqual([]);
  });

  it('goes on where a killed attempt ended', async () => {
    await channel.send(MESSAGE);
    unlinkSync(join(folder, 'outgoing', `${ID}.json`));
    expect(await channel.send(MESSAGE)).toMatchObject({ outcome: 'accepted' });
    expect(outgoing()).toEqual([`${ID}.json`, `${ID}.pdf`]);
  });

  it('reads the receipt', async () => {
    const shop = new PrintShop({ folder, clock: testClock() });
    await channel.send(MESSAGE);
    expect(await channel.receipt(ID)).toEqual({ state: 'pending' });
    shop.take();
    shop.report('posted');
    expect(await channel.receipt(ID)).toMatchObject({ state: 'handed-on', at: expect.any(String) });
    shop.report('returned', ID);
    expect(await channel.receipt(ID)).toMatchObject({ state: 'failed', reason: 'addressee unknown' });
    writeFileSync(join(folder, 'receipts', `${ID}.json`), '{"state":"pos');
    expect(await channel.receipt(ID)).toEqual({ state: 'pending' });
    writeFileSync(join(folder, 'receipts', `${ID}.json`), '{"state":"eaten"}');
    expect(await channel.receipt(ID)).toBeUndefined();
  });

  it('says so where the folder cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await new PrintShopChannel(file, testClock()).send(MESSAGE)).toEqual({
      outcome: 'not-sent',
      reason: 'The folder of the print shop cannot be written (ENOTDIR).',
    });
  });

  it('takes only an id of ours for a name', async () => {
    await expect(channel.send({ ...MESSAGE, id: '../../etc/x' })).rejects.toThrow(TypeError);
  });
});
