import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Mailbox } from '@app/sandbox';
import { testClock } from '../../../../test/support/clock.js';
import type { EmailMessage } from './message-channel.js';
import { SmtpChannel } from './smtp-channel.js';

const MESSAGE: EmailMessage = {
  id: '019a0000-0000-7000-8000-000000000001',
  to: 'kare@sather.example',
  subject: 'En vennlig påminnelse – sak KH-1',
  text: 'Hei Kåre,\n\nvi minner om en regning.\n',
  html: '<!DOCTYPE html><html lang="nb"><body><p>Hei Kåre</p></body></html>',
  attachments: [{ name: 'brev.pdf', pdf: Buffer.from('%PDF-1.7') }],
};
const FROM = 'Kravhub Inkasso <hjelp@kravhub.example>';

describe('SmtpChannel', () => {
  let mailbox: Mailbox;
  let url: string;
  beforeEach(async () => {
    mailbox = new Mailbox({ seed: 5 });
    url = await mailbox.start();
  });
  afterEach(() => mailbox.stop());

  const channel = (at = url, timeoutMs = 5_000): SmtpChannel =>
    new SmtpChannel({ url: at, from: FROM, timeoutMs }, testClock());

  it('sends one mail, whose Message-ID is made of our id', async () => {
    const messageId = `<${MESSAGE.id}@kravhub.example>`;
    expect(await channel().send(MESSAGE)).toEqual({ outcome: 'accepted', reference: messageId });
    expect(mailbox.messages()).toMatchObject([
      {
        messageId,
        from: expect.stringContaining('hjelp@kravhub.example'),
        to: MESSAGE.to,
        subject: MESSAGE.subject,
        text: MESSAGE.text,
        attachments: [{ name: 'brev.pdf', bytes: 8 }],
      },
    ]);
    expect(await channel().receipt()).toBeUndefined();
  });

  it('tells a refusal, and does not repeat the address', async () => {
    const result = await channel().send({ ...MESSAGE, to: 'unknown.person@sather.example' });
    expect(result).toEqual({ outcome: 'refused', reason: expect.stringContaining('550 5.1.1') });
    expect(JSON.stringify(result)).not.toContain('sather');
  });

  it.each(['kare@sather.example, x@y.example', 'kare', 'a b@c.example', '<kare@sather.example>'])(
    'refuses the address %j itself',
    async (to) => {
      expect(await channel().send({ ...MESSAGE, to })).toMatchObject({ outcome: 'refused' });
      expect(mailbox.messages()).toEqual([]);
    },
  );

  it.each([
    ['RCPT', 'rate-limited', 'not-sent', 0],
    ['RCPT', 'connection-reset', 'not-sent', 0],
    ['DATA', 'rate-limited', 'not-sent', 0],
    ['DATA', 'error-500', 'refused', 0],
    ['DATA', 'connection-reset', 'unknown', 0],
    ['DATA', 'answer-lost', 'unknown', 1],
  ] as const)('at %s, %s is %s', async (operation, kind, outcome, kept) => {
    mailbox.faults.install({ operation, kind });
    expect(await channel().send(MESSAGE)).toMatchObject({ outcome });
    expect(mailbox.messages()).toHaveLength(kept);
  });

  it('has sent nothing where the login is refused or nobody answers', async () => {
    expect(await channel(url.replace('mailbox-5', 'wrong')).send(MESSAGE)).toMatchObject({
      outcome: 'not-sent',
    });
    await mailbox.stop();
    expect(await channel().send(MESSAGE)).toMatchObject({ outcome: 'not-sent' });
  });

  it('has sent nothing where a server says nothing in time', async () => {
    const silent: Server = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    try {
      expect(await channel(`smtp://127.0.0.1:${port}`, 50).send(MESSAGE)).toMatchObject({
        outcome: 'not-sent',
      });
    } finally {
      silent.close();
    }
  });

  it('takes only an id of ours', async () => {
    await expect(channel().send({ ...MESSAGE, id: 'x\r\nBcc: a@b.example' })).rejects.toThrow(TypeError);
  });
});
