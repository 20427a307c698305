import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { Mailbox } from './mailbox.js';
import { ReceivingEnds } from './receiving-ends.js';
import { request } from './testing/request.js';

const MAIL = { from: 'a@kravhub.example', to: 'kare@sather.example', subject: 'Hei <b>', text: 'Brev\n' };

describe('the mailbox', () => {
  let ends: ReceivingEnds;
  let mailbox: Mailbox;
  let url: string;
  beforeEach(async () => {
    ends = new ReceivingEnds({ mailbox: { seed: 3 } });
    mailbox = ends.mailbox;
    url = await mailbox.start();
  });
  afterEach(() => mailbox.stop());

  const send = (more: object = {}, at = url): Promise<unknown> =>
    createTransport(at).sendMail({ ...MAIL, ...more });

  it('takes mail, and shows it on a page and to the control API', async () => {
    await send({ html: '<p>Brev</p>', attachments: [{ filename: 'brev.pdf', content: '%PDF' }] });
    const control = ends.served[0]?.recording.control(request('GET', '/control/mailbox/messages'));
    expect(JSON.parse(String(control?.body))).toMatchObject({
      messages: [
        { number: 1, to: MAIL.to, subject: MAIL.subject, attachments: [{ name: 'brev.pdf', bytes: 4 }] },
      ],
    });
    const page = async (path: string) => ends.served[0]?.handle(request('GET', path), path);
    expect((await page('/'))?.body).toContain('<a href="/mailbox/1">Hei &lt;b&gt;</a>');
    expect((await page('/1'))?.body).toContain('brev.pdf');
    expect((await page('/1/html'))?.headers['content-security-policy']).toContain('sandbox');
    expect(Buffer.from((await page('/1/files/0'))?.body ?? '').toString()).toBe('%PDF');
    expect((await page('/2'))?.status).toBe(404);
    ends.served[0]?.recording.control(request('DELETE', '/control/mailbox/messages'));
    expect(mailbox.messages()).toEqual([]);
  });

  it.each([
    [{ to: 'unknown.person@sather.example' }, 550],
    [{ headers: { 'Message-ID': ' ' }, raw: 'From: a@b.example\r\n\r\nx' }, 550],
  ])('refuses what a server refuses (%#)', async (more, code) => {
    await expect(send(more)).rejects.toMatchObject({ responseCode: code });
    expect(mailbox.messages()).toEqual([]);
  });

  it('wants the login', async () => {
    await expect(send({}, url.replace('mailbox-3', 'wrong'))).rejects.toMatchObject({ responseCode: 535 });
    await expect(send({}, url.replace(/\/\/.*@/, '//'))).rejects.toMatchObject({ responseCode: 530 });
  });

  it.each([
    ['rate-limited', 451, 0],
    ['error-500', 554, 0],
    ['connection-reset', undefined, 0],
    ['answer-lost', undefined, 1],
  ] as const)('misbehaves as %s', async (kind, responseCode, kept) => {
    mailbox.faults.install({ operation: 'DATA', kind });
    const error: unknown = await send().catch((reason: unknown) => reason);
    expect((error as { responseCode?: number }).responseCode).toBe(responseCode);
    expect(mailbox.messages()).toHaveLength(kept);
  });
});
