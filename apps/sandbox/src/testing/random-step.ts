import type { JournalScene, Met } from './journal-scene.js';

export interface Step {
  readonly kind: keyof typeof STEPS;
  /** Chooses rows. */
  readonly a: number;
  /** Chooses amounts and variants. */
  readonly b: number;
}

type Play = (scene: JournalScene, a: number, b: number) => Promise<Met>;

const ledgerOf = (scene: JournalScene) => scene.sandbox.tripletex.ledger(scene.companyId);
const at = <T>(rows: readonly T[], place: number): T | undefined => rows[place % Math.max(1, rows.length)];
const invoice = (scene: JournalScene, a: number): number => at(ledgerOf(scene).invoices, a)?.id ?? 0;
const voucher = (scene: JournalScene, a: number): number =>
  at(ledgerOf(scene).vouchers.slice(-12), a)?.id ?? 0;
const paymentType = (scene: JournalScene, a: number): number =>
  at(scene.sandbox.tripletex.state().companies[0]?.paymentTypes ?? [], a)?.id ?? 0;
const day = (b: number): string => `2026-${b % 2 ? '08' : '09'}-${String(10 + (b % 15))}`;
const payment = (scene: JournalScene, a: number, b: number): string =>
  `/invoice/${invoice(scene, a)}/:payment?paymentDate=${day(b)}&paidAmount=${b % 7}.${10 + (b % 80)}&paymentTypeId=${paymentType(scene, b)}`;
const list = '/invoice?invoiceDateFrom=2020-01-01&invoiceDateTo=2030-01-01&fields=id,amountOutstanding';

/** Plays one request with a fault, whatever becomes of it, and takes the fault away. */
async function spoiled(scene: JournalScene, kind: string, work: () => Promise<Met>): Promise<Met> {
  await scene.control('POST', '/faults', { operation: '*', kind });
  const answer = await work();
  await scene.control('DELETE', '/faults');
  return answer;
}

/** What a hub, its people and its bad days do to a ledger; many are refused, some in their middle. */
export const STEPS = {
  read: (scene) => scene.api('GET', list),
  login: (scene) => scene.login(),
  logout: (scene) => scene.api('DELETE', `/token/session/${encodeURIComponent(scene.session)}`),
  pay: (scene, a, b) => scene.api('PUT', payment(scene, a, b)),
  credit: (scene, a, b) =>
    scene.api(
      'PUT',
      `/invoice/${invoice(scene, a)}/:createCreditNote?date=${day(b)}&comment=Innsigelse%20%C3%A6`,
    ),
  post: async (scene, a, b) =>
    scene.api('POST', `/ledger/voucher?sendToLedger=${b % 5 !== 0}`, await voucherBody(scene, a, b)),
  reverse: (scene, a, b) => scene.api('PUT', `/ledger/voucher/${voucher(scene, a)}/:reverse?date=${day(b)}`),
  match: (scene, a) => {
    const open = ledgerOf(scene).vouchers.flatMap(({ postings }) =>
      postings.filter((row) => row.account === 1500 && row.closeGroupId === null),
    );
    const first = at(open, a);
    const second = open.find(
      (row) => row.customerId === first?.customerId && Number(row.amount) === -Number(first?.amount),
    );
    return scene.api('PUT', '/ledger/posting/:closePostings', [first?.id ?? 0, second?.id ?? 1]);
  },
  status: (scene, a, b) =>
    scene.api('POST', '/voucherStatus', {
      voucher: { id: voucher(scene, a) },
      status: b % 3 ? 'PROCESSING' : 'NO SUCH STATUS',
    }),
  payLost: (scene, a, b) => spoiled(scene, 'answer-lost', () => scene.api('PUT', payment(scene, a, b))),
  payFailed: (scene, a, b) =>
    spoiled(scene, 'error-500-after-commit', () => scene.api('PUT', payment(scene, a, b))),
  payRefused: (scene, a, b) =>
    spoiled(scene, 'connection-reset', () => scene.api('PUT', payment(scene, a, b))),
  payClosed: (scene, a, b) => spoiled(scene, 'period-closed', () => scene.api('PUT', payment(scene, a, b))),
  payTypeless: (scene, a, b) =>
    spoiled(scene, 'payment-type-removed', () => scene.api('PUT', payment(scene, a, b))),
  vanish: (scene, _a, b) =>
    spoiled(scene, b % 2 ? 'row-vanishes' : 'row-appears', () => scene.api('GET', list)),
  revokedAmidst: (scene) => spoiled(scene, 'token-revoked', () => scene.api('GET', list)),
  clock: (scene, a, b) =>
    scene.control(
      'POST',
      '/clock',
      b % 4 ? { advanceDays: a % 3 } : { to: `2026-10-${10 + (a % 20)}T08:00:00Z` },
    ),
  company: (scene) => scene.control('POST', '/companies', {}),
  customer: (scene, _a, b) =>
    scene.control('POST', 'C/customers', { address: { country: b % 3 ? 'SE' : 'no such' } }),
  invoice: (scene, a, b) =>
    scene.control('POST', 'C/invoices', {
      customerId: customer(scene, a),
      amount: `${1 + b}.50`,
      date: day(b),
    }),
  postpone: (scene, a, b) =>
    scene.control('PATCH', `C/invoices/${invoice(scene, a)}`, {
      postponeRemindersTo: b % 3 ? day(b) : 'no day',
    }),
  remove: (scene, a) => scene.control('DELETE', `C/invoices/${invoice(scene, a)}`),
  received: (scene, a, b) =>
    scene.control('POST', `C/invoices/${invoice(scene, a)}/payments`, { amount: `${1 + b}.25` }),
  partCredit: (scene, a, b) =>
    scene.control('POST', `C/invoices/${invoice(scene, a)}/credit-notes`, { amount: b % 9, date: day(b) }),
  remind: (scene, a, b) =>
    scene.control('POST', `C/invoices/${invoice(scene, a)}/reminders`, { type: 'REMINDER', charge: b % 70 }),
  erase: (scene, a) => scene.control('DELETE', `C/vouchers/${voucher(scene, a)}`),
  period: (scene, _a, b) => scene.control('PUT', `C/periods/2026-0${8 + (b % 2)}`, { isClosed: b % 3 === 0 }),
  rights: (scene, _a, b) => scene.control('PUT', 'C/rights', { invoicing: b % 4 !== 0 }),
  access: (scene, _a, b) => scene.control(b % 3 ? 'PUT' : 'DELETE', 'C/access'),
  revoke: (scene) => scene.control('POST', '/tokens/revoke', { what: 'sessions' }),
  unknown: (scene) => scene.control('POST', '/no-such-route'),
} satisfies Record<string, Play>;

export const STEP_KINDS = Object.keys(STEPS) as Step['kind'][];

export async function play(scene: JournalScene, { kind, a, b }: Step): Promise<Met> {
  const step: Play = STEPS[kind];
  return step(scene, a, b);
}

function customer(scene: JournalScene, a: number): number {
  const ids = ledgerOf(scene).vouchers.flatMap(({ postings }) =>
    postings.flatMap((row) => row.customerId ?? []),
  );
  return at(ids, a) ?? 0;
}

/** Balanced or not, from the bank to a customer. */
async function voucherBody(scene: JournalScene, a: number, b: number): Promise<unknown> {
  const line = (row: number, account: number, amount: number, more: object = {}): object => ({
    row,
    account: { id: account },
    amountGross: amount,
    amountGrossCurrency: amount,
    ...more,
  });
  const bank = await scene.accountId(1920);
  const receivables = await scene.accountId(1500);
  return {
    date: day(b),
    description: `Inkasso ${a}`,
    externalVoucherNumber: `ref-${a}`,
    postings: [
      line(1, bank, 10 + (b % 50)),
      line(2, receivables, b % 6 ? -10 - (b % 50) : -1, { customer: { id: customer(scene, a) } }),
    ],
  };
}
