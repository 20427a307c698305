import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@app/domain';
import { IBAN } from '../../apps/hub/src/payments/testing/payments-bench.js';
import { clientMoneyViolations } from '../support/client-money-proof.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { seededRandom } from '../support/seeded-random.js';
import { waitFor } from '../support/wait-for.js';
import { type Incoming, MoneyBank, PAIN } from './money-bank.js';
import { moneyFigures, type Phase, phaseOf } from './money-figures.js';
import { printFigures } from './pay.js';
import { Rehearsal } from './rehearsal.js';

/** `npm run proof:crash` says how many: this takes minutes, and is no part of the suite. */
const KILLS = Number(process.env['CRASH_KILLS'] ?? '100');
const SEED = Number(process.env['CRASH_SEED'] ?? '20261129');
const INVOICES = 12;
/** With a claim's reference, and of nobody: a file is large enough to be killed over. */
const KNOWN_PER_FILE = 5;
const UNKNOWN_PER_FILE = 200;
/** So small a part of any invoice that all payments together are less than what is owed. */
const MINOR_MAX = 400;
/** A day passes, so that there is something to remit, after every so many kills; few enough that no fee falls due. */
const KILLS_PER_DAY = Math.max(2, Math.ceil(KILLS / 8));
const DAY_SECONDS = 86_400;
const KILL_SHARE = 0.6;
const ROUNDS_MAX = 20;
/** Long enough for a hub on a busy machine to start and to look after its folders; a quiet one has rested long before. */
const ROUND_MS = 20_000;
const REST_TIMEOUT_MS = 240_000;
const RUN_TIMEOUT_MS = 2 * REST_TIMEOUT_MS + KILLS * 20_000;

describe('the hub, killed while money comes in, is allocated, remitted and written back', () => {
  let db: TestDatabase;
  let rehearsal: Rehearsal;
  let bank: MoneyBank;
  let folder: string;
  let creditor: string;
  const random = seededRandom(SEED);
  const killedIn: Record<Phase, number> = {
    intake: 0,
    allocation: 0,
    remittance: 0,
    'write-back': 0,
    quiet: 0,
  };

  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'kravhub-crash-'));
    for (const name of ['orders', 'in']) await mkdir(join(folder, name));
    rehearsal = new Rehearsal(db, {
      invoices: INVOICES,
      environment: {
        BANK_FILES_FOLDER: folder,
        BANK_FILES_FOLDER_SECONDS: '1',
        BANK_ORDERS_FOLDER: join(folder, 'orders'),
        CASE_OPENING_DELAY_SECONDS: '1',
      },
    });
    await rehearsal.start();
    bank = new MoneyBank(() => rehearsal.url, folder, join(folder, 'orders'), RUN_TIMEOUT_MS);
    ({ creditor } = await rehearsal.connect());
    await describeAccounts();
    await waitFor(
      'every invoice is with the pipeline',
      async () => (await kids()).length === INVOICES,
      REST_TIMEOUT_MS,
    );
  }, REST_TIMEOUT_MS);
  afterAll(async () => {
    await rehearsal.stop();
    await db.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'loses no øre, and does nothing twice',
    async () => {
      // A ledger that takes its time, and whose answer to some bookings is lost, so that kills fall into bookings too.
      const { faults } = rehearsal.simulator;
      faults.install({ operation: 'PUT *:payment', kind: 'slow', times: 1_000_000, delayMs: 80 });
      faults.install({ operation: 'PUT *:payment', kind: 'answer-lost', times: 2, skip: 3 });
      const known = await kids();
      let named = 0;
      for (let kills = 0; kills < KILLS; kills += 1) {
        const drawn = (): bigint => BigInt(1 + Math.floor(random() * MINOR_MAX));
        const payments: Incoming[] = Array.from({ length: UNKNOWN_PER_FILE }, () => ({ minor: drawn() }));
        for (let at = 0; at < KNOWN_PER_FILE; at += 1) {
          const kid = known[Math.floor(random() * known.length)]!;
          payments.splice(at * 40, 0, { minor: drawn(), kid });
        }
        named += KNOWN_PER_FILE;
        bank.receive(payments, rehearsal.today);
        await bank.carryOut(rehearsal.today);
        // The moment is drawn, not waited for: nothing is asserted about it.
        await delay(random() * KILL_SHARE * rehearsal.startMs);
        killedIn[phaseOf(await moneyFigures(db.database))] += 1;
        const isNight = kills % KILLS_PER_DAY === KILLS_PER_DAY - 1;
        await rehearsal.killAndRestart(isNight ? DAY_SECONDS : 300);
        await ringTheBanksBells();
      }
      await bank.allSent();
      await runToQuiet();

      const figures = await moneyFigures(db.database);
      const { invoices } = rehearsal.simulator.ledger(rehearsal.companyId);
      const postings = invoices.reduce((sum, { paymentVoucherIds }) => sum + paymentVoucherIds.length, 0);
      const ordered = { ordersSeen: bank.ordersSeen, faults: bank.faults };
      const violations = await clientMoneyViolations(db.database);
      printFigures(`Crash proof of money, seed ${SEED}, ${KILLS} kills`, {
        ...killedIn,
        ...figures,
        postings,
        told: bank.told,
        paidOut: bank.paidOut,
        lost: bank.told - BigInt(figures.counted),
        violations: violations.length + bank.faults.length,
      });
      expect(violations).toEqual([]);
      expect(ordered).toEqual({ ordersSeen: figures.paid, faults: [] });
      expect(figures).toMatchObject({
        payments: KILLS * (KNOWN_PER_FILE + UNKNOWN_PER_FILE),
        counted: `${bank.told}`,
        allocated: named,
        settlements: named,
        writeBacks: named,
        verified: named,
        payouts: figures.paid,
        failed: 0,
        bank: `${bank.told - bank.paidOut}`,
        journal: '0',
        unbalancedClaims: 0,
      });
      expect(figures.paid).toBeGreaterThanOrEqual(1);
      // All but what nobody could say whose it is has gone on to the creditor.
      expect(`${bank.told - bank.paidOut}`).toBe(figures.open);
      expect(postings).toBe(named);
      expect(await outstanding()).toEqual(
        new Map(invoices.map(({ invoiceNumber, outstanding: left }) => [`${invoiceNumber}`, left])),
      );
    },
    RUN_TIMEOUT_MS,
  );

  /** Remitting and making files are looked after by the hour in real time: here, after every restart. */
  async function ringTheBanksBells(): Promise<void> {
    await db.database.asOperator((tx) =>
      tx.query(
        `update lease set expires_at = clock_timestamp() where name in ('remittance', 'payout-files') returning 1`,
      ),
    );
  }

  async function runToQuiet(): Promise<void> {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      await bank.carryOut(rehearsal.today);
      await bank.allSent();
      const rested = await waitFor(
        'nothing is left to do',
        async () => phaseOf(await moneyFigures(db.database)) === 'quiet',
        ROUND_MS,
      ).catch(() => false);
      if (rested) {
        const { bank: there, open } = await moneyFigures(db.database);
        if (there === open) return;
      }
      await rehearsal.killAndRestart(DAY_SECONDS);
      await ringTheBanksBells();
    }
    throw new Error(`The hub did not come to rest: ${JSON.stringify(await moneyFigures(db.database))}`);
  }

  async function describeAccounts(): Promise<void> {
    const { api } = rehearsal;
    const account = newId(systemClock);
    await api.post('/collector-accounts', { kind: 'iban', number: IBAN, currency: 'NOK', name: 'Client' });
    await api.put(`/paying-accounts/${account}`, {
      place: IBAN,
      currency: 'NOK',
      country: 'NO',
      holderName: 'Kravhub Inkasso AS',
      numberKind: 'iban',
      number: IBAN,
      bic: 'DNBANOKK',
      customerId: '00999999',
      messageVersion: PAIN,
    });
    await api.put(`${creditor}/remittance-settings`, {
      every: 'day',
      currency: 'NOK',
      minimumMinor: '0',
      payTo: { name: 'Granly Bygg AS', kind: 'iban', number: 'NO9386011117947' },
      bankAccountId: account,
      language: 'nb',
    });
  }

  async function kids(): Promise<string[]> {
    const rows = await db.database.asOperator((tx) =>
      tx.query<{ kid: string }>(
        `select c.payment_reference as kid from claim c join case_claim k on k.creditor_id = c.creditor_id and k.claim_id = c.id
         where c.state = 'in-collection' and c.payment_reference is not null order by 1`,
      ),
    );
    return rows.map(({ kid }) => kid);
  }

  async function outstanding(): Promise<Map<string, string>> {
    const rows = await db.database.asOperator((tx) =>
      tx.query<{ number: string; minor: bigint }>(
        `select invoice_number as number, outstanding_minor as minor from claim order by ledger_item_id`,
      ),
    );
    return new Map(rows.map(({ number, minor }) => [number, decimal(minor)]));
  }
});

function decimal(minor: bigint): string {
  const text = minor.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
