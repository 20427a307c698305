import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClaimId, type CreditorId, newId, type SettlementId } from '@app/domain';
import type { AccountKind, MoneyAccount } from '../../apps/hub/src/client-money/accounts.js';
import { ClientMoneyBook } from '../../apps/hub/src/client-money/client-money-book.js';
import { linesOf } from '../../apps/hub/src/client-money/money-entry.js';
import { COLLECTOR } from '../../apps/hub/src/client-money/owner.js';
import { PayoutOrders } from '../../apps/hub/src/payouts/payout-orders.js';
import { PayoutSchedule } from '../../apps/hub/src/payouts/payout-schedule.js';
import { RemittanceSchedule } from '../../apps/hub/src/remittance/remittance-schedule.js';
import { LeaseKeeper } from '../../apps/hub/src/scheduler/lease-keeper.js';
import { all, readTransferFile, textAt } from '../../libs/bank-files/src/testing/read-transfer-file.js';
import { testClock } from '../support/clock.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { HubApi } from '../support/hub-api.js';

interface Amount {
  readonly amount: string;
}

const place = '86011117947';
const DAY_MS = 86_400_000;

describe('money of others, from the bank to the bank', () => {
  const clock = testClock();
  const creditorId = newId<'CreditorId'>(clock) as CreditorId;
  const claimId = newId<'ClaimId'>(clock) as ClaimId;
  const bankAccountId = newId(clock);
  let hub: TestHub;
  let api: HubApi;
  let folder: string;

  const today = (): string => clock.now().toISOString().slice(0, 10);
  const own = (kind: AccountKind): MoneyAccount => ({ owner: creditorId, kind, currency: 'NOK', place: '' });
  const bank: MoneyAccount = { owner: COLLECTOR, kind: 'bank', currency: 'NOK', place };

  /** Money in, as the intake of bank files books it: 1 000 principal, 20.50 interest, 70 fee of ours, 9.50 too much. */
  async function moneyComesIn(): Promise<void> {
    const id = newId(clock) as SettlementId;
    await hub.db.database.asCreditor(creditorId, async (tx) => {
      await tx.query(
        `insert into settlement (creditor_id, id, claim_id, pipeline_reference, kind, received_on, currency, principal_minor,
           interest_minor, fees_minor, own_fees_minor, surplus_minor, principal_in_books_minor, request, created_at, passed_on_minor)
         values ($1, $2, $3, $4, 'payment', $5, 'NOK', 100000, 2050, 7000, 0, 950, 100000, '{}', now(), 0)`,
        [creditorId, id, claimId, id, today()],
      );
    });
    const about = { claimId, settlementId: id };
    const unallocated: MoneyAccount = { ...bank, kind: 'unallocated' };
    const bookedOn = today() as never;
    await hub.db.database.asOperator((tx) =>
      hub.app.get(ClientMoneyBook).post(tx, [
        {
          key: `received:${id}`,
          kind: 'received',
          bookedOn,
          lines: linesOf([bank, 1_100_00n], [unallocated, -1_100_00n]),
        },
        {
          key: `allocated:${id}`,
          kind: 'allocated',
          bookedOn,
          lines: linesOf(
            [unallocated, 1_100_00n],
            [own('creditor'), -1_020_50n, about],
            [own('earned'), -70_00n, about],
            [own('debtors'), -9_50n, about],
          ),
        },
      ]),
    );
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kravhub-orders-'));
    hub = await startTestHub({ clock, environment: { BANK_ORDERS_FOLDER: folder } });
    api = new HubApi(hub.url);
    await hub.db.database.asCreditor(creditorId, async (tx) => {
      await tx.query(
        `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
         values ($1, 'Granly Bygg AS', '310000018', 'NO', 'NOK', now())`,
        [creditorId],
      );
      await tx.query(
        `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers,
           approval, created_at, created_by) values ($1, 1, 14, '{}', '2026-01-01', '{}', 'automatic', now(), 'test')`,
        [creditorId],
      );
      await tx.query(
        `insert into claim (creditor_id, id, connection_id, ledger_item_id, ledger_debtor_id, invoice_number, invoiced_on,
           due_on, currency, principal_minor, paid_minor, credited_minor, written_off_minor, outstanding_minor,
           overpaid_minor, payment_reference, state, last_event, created_at, changed_at)
         values ($1, $2, $2, 'i', 'd', '=10042', '2026-01-01', '2026-01-15', 'NOK', 100000, 100000, 0, 0, 0, 0, '100422',
           'closed', 0, now(), now())`,
        [creditorId, claimId],
      );
    });
  });
  afterAll(async () => {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is remitted on its day, ordered in a file, seen, told to the øre, and proven to be all there', async () => {
    await api.put(`/paying-accounts/${bankAccountId}`, {
      place,
      currency: 'NOK',
      country: 'NO',
      holderName: 'Kravhub Inkasso AS',
      numberKind: 'bban',
      number: place,
      bic: 'DNBANOKK',
      customerId: '00999999',
      messageVersion: 'pain.001.001.09',
    });
    await moneyComesIn();
    const waiting = await api.get<{ obstacle: string; held: Amount }[]>('/client-money/waiting');
    expect(waiting).toMatchObject([{ obstacle: 'nobody-said-where', held: { amount: '1020.50' } }]);
    const settings = {
      every: 'day',
      currency: 'NOK',
      minimumMinor: '0',
      payTo: { name: 'Granly Bygg AS', kind: 'iban', number: 'NO9386011117947' },
      bankAccountId,
      language: 'nb',
    };
    const refused = await api.answer('PUT', `/creditors/${creditorId}/remittance-settings`, {
      ...settings,
      payTo: { ...settings.payTo, number: 'NO9386011117948' },
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'unfit-payout' } });
    await api.put(`/creditors/${creditorId}/remittance-settings`, settings);
    clock.advanceMs(5 * DAY_MS);

    const lease = await hub.app.get(LeaseKeeper).tryAcquire('client-money-story', 60);
    await hub.app.get(RemittanceSchedule).run(lease!);
    await hub.app.get(RemittanceSchedule).run(lease!);
    await hub.app.get(PayoutSchedule).run(lease!);
    const remittances = await api.get<{ id: string; number: number; paid: Amount; payoutId: string }[]>(
      `/creditors/${creditorId}/remittances`,
    );
    expect(remittances).toMatchObject([{ number: 1, paid: { amount: '1020.50' } }]);
    const [remittance] = remittances;

    const [name] = await readdir(folder);
    const file = await readFile(join(folder, name!), 'utf8');
    const [stored] = await api.get<{ id: string; messageId: string; state: string }[]>('/payout-files');
    expect(stored).toMatchObject({ state: 'delivered' });
    const download = await fetch(`${hub.url}/api/v1/payout-files/${stored!.id}/content`);
    expect(await download.text()).toBe(file);
    const [transfer] = all(readTransferFile(file, 'pain.001.001.09'), 'CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf');
    expect(textAt(transfer!, 'Amt/InstdAmt')).toBe('1020.50');
    const report =
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt><GrpHdr><MsgId>1</MsgId></GrpHdr>' +
      `<OrgnlGrpInfAndSts><OrgnlMsgId>${stored!.messageId}</OrgnlMsgId><GrpSts>ACSP</GrpSts></OrgnlGrpInfAndSts>` +
      '</CstmrPmtStsRpt></Document>';
    expect(await api.post('/payout-files/status-reports', { content: report })).toMatchObject({ taken: 1 });
    const payment = {
      endToEndId: textAt(transfer!, 'PmtId/EndToEndId')!,
      minor: 1_020_50n,
      currency: 'NOK',
      bookedOn: today() as never,
      transactionId: newId(clock),
    } as const;
    await hub.db.database.asOperator((tx) => hub.app.get(PayoutOrders).seen(tx, payment));
    const payout = await api.get(`/payouts/${remittance!.payoutId}`);
    expect(payout).toMatchObject({ state: 'paid', explanation: { en: expect.stringContaining('Paid') } });

    const statement = `/creditors/${creditorId}/remittances/${remittance!.id}`;
    expect(await api.get(statement)).toMatchObject({
      payoutState: 'paid',
      settlements: [
        { invoiceNumber: '=10042', principal: { amount: '1000.00' }, toCreditor: { amount: '1020.50' } },
      ],
    });
    const csv = await fetch(`${hub.url}/api/v1${statement}/statement.csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    // The byte order mark is there, and eaten by whoever decodes the text.
    expect((await csv.text()).split('\r\n')[1]).toContain(
      `;'=10042;100422;1000,00;20,50;70,00;9,50;70,00;0,00;1020,50`,
    );
    const pdf = await fetch(`${hub.url}/api/v1${statement}/statement.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('leaves what debtors and the collector have, which are given out in their turn', async () => {
    const held = await api.get(`/creditors/${creditorId}/overpayments`);
    expect(held).toMatchObject([{ claimId, held: { amount: '9.50' } }]);
    const to = { name: 'Test Testesen', kind: 'bban', number: place };
    const refund = { claimId, to, bankAccountId, message: 'For mye betalt', key: '10042' };
    expect(await api.post(`/creditors/${creditorId}/refunds`, refund)).toMatchObject({
      amount: { amount: '9.50' },
    });
    const period = `from=2026-01-01&to=${today()}`;
    expect(await api.get(`/creditors/${creditorId}/fee-basis?${period}`)).toMatchObject({
      earned: { amount: '70.00' },
      vat: { amount: '17.50' },
      payable: { amount: '17.50' },
    });
    const withdrawal = {
      minor: '7000',
      to: { ...to, name: 'Kravhub Inkasso AS' },
      bankAccountId,
      reference: '2026-01',
    };
    const fee = await api.post<{ id: string }>(`/creditors/${creditorId}/fee-withdrawals`, withdrawal);
    expect(await api.post(`/payouts/${fee.id}/cancel`, { reason: 'Next month.' })).toMatchObject({
      state: 'cancelled',
    });
    const balances = await api.get(`/creditors/${creditorId}/client-money`);
    expect(balances).toEqual(
      expect.arrayContaining([
        { kind: 'earned', amount: { amount: '70.00', currency: 'NOK' } },
        { kind: 'on-its-way', amount: { amount: '9.50', currency: 'NOK' } },
        { kind: 'creditor', amount: { amount: '0.00', currency: 'NOK' } },
      ]),
    );
    await api.post('/collector-accounts', {
      kind: 'bban',
      number: place,
      currency: 'NOK',
      name: 'Klientkonto',
    });
    await hub.db.database.asOperator((tx) =>
      tx.query(
        `insert into bank_balance (account_key, on_day, currency, minor, file_id)
         values ($1, $2, 'NOK', 7900, gen_random_uuid())`,
        [`bban:${place}`, today()],
      ),
    );
    const proof = await api.get(`/client-money/proof?on=${today()}`);
    expect(proof).toMatchObject([
      {
        banks: [
          { place, books: { amount: '79.50' }, bank: { amount: '79.00' }, difference: { amount: '-0.50' } },
        ],
        owners: [{ creditorId, held: { earned: { amount: '70.00' }, 'on-its-way': { amount: '9.50' } } }],
        atBank: { amount: '79.50' },
        belongs: { amount: '79.50' },
        difference: { amount: '0.00' },
      },
    ]);
    // Nothing was held on that day, and no bank said otherwise.
    expect(await api.get(`/client-money/proof?on=2020-01-01`)).toEqual([]);
    expect(await api.answer('GET', '/client-money/proof?on=2026-02-31')).toMatchObject({ status: 422 });
  });
});
