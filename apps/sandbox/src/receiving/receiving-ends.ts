import { ControlError } from '../control/control-api.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import { receivingControl } from './control.js';
import { Mailbox, type MailboxOptions } from './mailbox.js';
import { escaped, notFound, pageReply, tableOf } from './page.js';
import { PrintShop, type PrintShopOptions, RECEIPT_STATES } from './print-shop.js';
import { SmsGateway, type SmsGatewayOptions } from './sms-gateway.js';

/** What the sandbox's dispatcher serves below `/<key>/` and `/control/<key>/`. */
export interface ServedEnd {
  readonly key: string;
  handle(request: SimRequest, path: string): Promise<Reply>;
  readonly recording: { control(request: SimRequest): Reply };
}

export interface ReceivingOptions {
  readonly mailbox?: MailboxOptions;
  readonly smsGateway?: SmsGatewayOptions;
  readonly printShop?: PrintShopOptions;
}

/** Where the hub's messages arrive: a mailbox, an sms gateway and a print shop, each with a page for people. */
export class ReceivingEnds {
  readonly mailbox: Mailbox;
  readonly smsGateway: SmsGateway;
  readonly printShop: PrintShop;
  readonly served: readonly ServedEnd[];

  constructor({ mailbox, smsGateway, printShop }: ReceivingOptions = {}) {
    this.mailbox = new Mailbox(mailbox);
    this.smsGateway = new SmsGateway(smsGateway);
    this.printShop = new PrintShop(printShop);
    this.served = [servedMailbox(this.mailbox), servedGateway(this.smsGateway), servedShop(this.printShop)];
  }
}

function servedMailbox(mailbox: Mailbox): ServedEnd {
  return {
    key: mailbox.key,
    recording: { control: receivingControl(mailbox) },
    handle: async (_request, path) => mailboxPage(mailbox, path),
  };
}

function mailboxPage(mailbox: Mailbox, path: string): Reply {
  const [, number, part, at] = /^\/(\d+)(?:\/(html|files)(?:\/(\d+))?)?$/.exec(path) ?? [];
  if (path === '/' || path === '') {
    const rows = mailbox
      .messages()
      .toReversed()
      .map((mail) => [
        escaped(mail.receivedAt),
        escaped(mail.to),
        `<a href="/mailbox/${mail.number}">${escaped(mail.subject)}</a>`,
      ]);
    return pageReply('Mailbox', tableOf(['received', 'to', 'subject'], rows));
  }
  const mail = mailbox.messages().find((one) => one.number === Number(number));
  if (!mail) return notFound();
  if (part === 'html') {
    // The mail's own HTML, with no right to run or fetch anything.
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    };
    return { status: 200, headers, body: mail.html };
  }
  if (part === 'files') {
    const bytes = mailbox.file(mail.number, Number(at));
    return bytes ? { status: 200, headers: { 'content-type': 'application/pdf' }, body: bytes } : notFound();
  }
  const files = mail.attachments.map(
    ({ name, bytes }, index) =>
      `<li><a href="/mailbox/${mail.number}/files/${index}">${escaped(name)}</a> (${bytes} bytes)</li>`,
  );
  const heads = [`From: ${mail.from}`, `To: ${mail.to}`, `Message-ID: ${mail.messageId}`].map(escaped);
  return pageReply(
    mail.subject,
    `<p>${heads.join('<br>')}</p><ul>${files.join('')}</ul><iframe title="HTML" sandbox src="/mailbox/${mail.number}/html"></iframe><h2>Text</h2><pre>${escaped(mail.text)}</pre>`,
  );
}

function servedGateway(gateway: SmsGateway): ServedEnd {
  return {
    key: gateway.key,
    recording: { control: receivingControl(gateway) },
    handle: async (request, path) => {
      if (path !== '/') return gateway.handle(request, path);
      const rows = gateway
        .messages()
        .toReversed()
        .map(({ receivedAt, from, to, text, status }) => [receivedAt, from, to, text, status].map(escaped));
      return pageReply('Sms gateway', tableOf(['received', 'from', 'to', 'text', 'status'], rows));
    },
  };
}

function servedShop(shop: PrintShop): ServedEnd {
  const control = receivingControl(shop, {
    'POST /take': () => ({ taken: shop.take() }),
    'POST /receipts': ({ body }) => {
      const state = RECEIPT_STATES.find((known) => known === (body['state'] ?? 'posted'));
      if (!state) throw new ControlError(`state is one of ${RECEIPT_STATES.join(', ')}.`);
      const id = body['id'];
      return { reported: shop.report(state, typeof id === 'string' ? id : undefined) };
    },
  });
  return {
    key: shop.key,
    recording: { control },
    handle: async (_request, path) => {
      const id = /^\/letters\/([0-9a-f-]+)\.pdf$/.exec(path)?.[1];
      if (id !== undefined) {
        const bytes = shop.pdf(id);
        return bytes
          ? { status: 200, headers: { 'content-type': 'application/pdf' }, body: bytes }
          : notFound();
      }
      if (path !== '/') return notFound();
      if (shop.folder === undefined) return pageReply('Print shop', '<p>It has no folder.</p>');
      const rows = shop
        .messages()
        .map(({ id: letter, place, caseReference, receipt = '' }) => [
          `<a href="/print-shop/letters/${letter}.pdf">${escaped(caseReference)}</a>`,
          place,
          escaped(receipt),
        ]);
      const buttons =
        '<form method="post" action="/control/print-shop/take"><button>Take what lies there</button></form>' +
        '<form method="post" action="/control/print-shop/receipts"><button>Report as posted</button></form>';
      return pageReply('Print shop', buttons + tableOf(['letter', 'place', 'receipt'], rows));
    },
  };
}
