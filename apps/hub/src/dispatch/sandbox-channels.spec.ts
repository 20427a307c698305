import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LetterRenderer } from '@app/letters';
import { type Sandbox, startSandbox } from '@app/sandbox';
import { sampleLetter } from '../../../../libs/letters/src/testing/sample-letters.js';
import { testClock } from '../../../../test/support/clock.js';
import { readEnvironment } from '../config/environment.js';
import type { MessageChannel } from './message-channel.js';
import { MessageChannels } from './message-channels.js';

const ID = '019a0000-0000-7000-8000-000000000001';

describe('the channels beside the sandbox', () => {
  let folder: string;
  let sandbox: Sandbox;
  let channels: MessageChannels;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kravhub-channels-'));
    sandbox = await startSandbox({ receiving: { printShop: { folder } } });
    channels = new MessageChannels(readEnvironment(sandbox.receivingVariables), testClock());
  });
  afterAll(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const renderer = new LetterRenderer();
  const letter = sampleLetter('friendly-reminder', 'nb', 'NO-1988');
  function open<Message extends { readonly id: string }>(
    state: { readonly isOn: true; readonly channel: MessageChannel<Message> } | { readonly isOn: false },
  ): MessageChannel<Message> {
    if (!state.isOn) throw new Error('The channel is off.');
    return state.channel;
  }
  const page = async (path: string): Promise<string> => (await fetch(sandbox.url + path)).text();

  it('are set up by the variables that it tells, and their messages arrive to be read', async () => {
    const email = { id: ID, to: 'kare@sather.example', ...renderer.email(letter) };
    expect(await open(channels.of('email')).send(email)).toMatchObject({ outcome: 'accepted' });
    const sms = { id: ID, to: '+4700001234', text: renderer.sms(letter) };
    expect(await open(channels.of('sms')).send(sms)).toMatchObject({ outcome: 'accepted' });
    const pdf = await renderer.pdf(letter);
    const print = { id: ID, pdf, caseReference: letter.caseReference, country: 'NO' as const };
    expect(await open(channels.of('letter')).send(print)).toMatchObject({ outcome: 'accepted' });

    expect(await page('/mailbox/')).toContain('En vennlig påminnelse om faktura 10023');
    expect(await page('/mailbox/1')).toContain('Denne påminnelsen koster deg ingenting');
    expect(await page('/sms-gateway/')).toContain('Det koster ingenting å få denne meldingen.');
    expect(await page('/print-shop/')).toContain(`/print-shop/letters/${ID}.pdf`);
    const printed = await fetch(`${sandbox.url}/print-shop/letters/${ID}.pdf`);
    expect(Buffer.from(await printed.arrayBuffer()).equals(pdf)).toBe(true);
  });
});
