import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays } from '@app/domain';
import { COLLECTOR } from '../../apps/hub/src/client-money/owner.js';
import { JointCallBudget } from '../../apps/hub/src/connections/joint-call-budget.js';
import { clientMoneyViolations } from '../support/client-money-proof.js';
import { testClock } from '../support/clock.js';
import { conformanceLedgers, UNLIMITED } from '../support/conformance-ledgers.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { HubApi } from '../support/hub-api.js';
import { HubDriver, movingSleep } from '../support/hub-driver.js';
import { seededRandom } from '../support/seeded-random.js';
import { minor } from '../support/story-company.js';
import type { ClaimAnswer } from '../support/story-shapes.js';
import { BankDesk } from './money/bank-desk.js';
import { MoneyCompany } from './money/money-company.js';

const SEED = 20_261_129;
const ROUNDS = 3;
const OPERATIONS_PER_ROUND = 14;
const DAY_MS = 86_400_000;
/** Longer than any connector's landing time, and than the spacing between two looks. */
const LANDED_MS = 300_000;
const LOOKS_MAX = 8;
/** A way of paying that never happened would prove nothing; which else come depends on what is there. */
const EVERY_TIME = [
  'pay',
  'part-pay',
  'overpay',
  'split',
  'reverse',
  'pay-directly',
  'plan',
  'change-plan',
  'waive',
  'remit',
];
const PROOF_TIMEOUT_MS = 540_000;
const LEDGERS = (await conformanceLedgers()).filter(({ definition }) =>
  definition.capabilities.includes('write-back'),
);

interface Turn {
  readonly company: MoneyCompany;
  readonly bank: BankDesk;
  readonly random: () => number;
  /** One of the company's claims. */
  readonly claim: ClaimAnswer;
}

/** Answers whether there was something to do. */
const OPERATIONS: Readonly<Record<string, (turn: Turn) => Promise<boolean>>> = {
  pay: async ({ company, claim, random }) => {
    const left = minor(claim.outstanding.amount);
    if (left < 1n) return false;
    await company.pay(claim, left, random() < 0.8);
    return true;
  },
  'part-pay': async ({ company, claim, random }) => {
    const left = minor(claim.outstanding.amount);
    if (left < 2n) return false;
    const fees = random() < 0.5 ? part(5_000n, random) : 0n;
    await company.pay(claim, part(left, random), random() < 0.8, fees);
    return true;
  },
  overpay: async ({ company, claim, random }) => {
    await company.pay(claim, minor(claim.outstanding.amount) + part(50_000n, random), true);
    return true;
  },
  split: async ({ company, claim, random }) => {
    const all = (await company.claims()).reduce(
      (sum, { outstanding }) => sum + minor(outstanding.amount),
      0n,
    );
    if (all < 2n) return false;
    await company.pay(claim, minor(claim.outstanding.amount) + part(all, random), true);
    return true;
  },
  reverse: async ({ company, random }) => {
    if (company.standing.length === 0) return false;
    await company.reverse(Math.floor(random() * company.standing.length));
    return true;
  },
  'pay-directly': async ({ company, claim, random }) => {
    const left = company.outstandingInLedger(claim.ledgerItemId);
    if (left < 2n) return false;
    company.payDirectly(claim.ledgerItemId, part(left, random));
    await company.pull();
    return true;
  },
  credit: async ({ company, claim }) => {
    // A credit note on what is booked already is another story; ledgers refuse what exceeds the invoice.
    if (company.outstandingInLedger(claim.ledgerItemId) !== minor(claim.principal.amount)) return false;
    if (minor(claim.outstanding.amount) !== minor(claim.principal.amount)) return false;
    company.credit(claim.ledgerItemId);
    await company.pull();
    return true;
  },
  'write-off': async ({ company, claim, random }) => {
    const left = minor(claim.outstanding.amount);
    if (left < 2n) return false;
    return (await company.writeOff(claim, decimal(part(left, random)))) !== false;
  },
  plan: async ({ company, claim }) => {
    const terms = {
      perMonth: '300.00',
      firstDueOn: addDays(company.today, 10),
      interest: 'waived',
      fee: 'waive',
    };
    const id = await company.onCase(claim, 'plans', terms);
    if (id === false) return false;
    return (await company.onCase(claim, `plans/${id}/accept`, { how: 'in-writing' })) !== false;
  },
  'change-plan': ({ company, claim, random }) =>
    company.changePlan(claim, random() < 0.5 ? '250.00' : '400.00'),
  waive: async ({ company, claim, random }) =>
    (await company.onCase(claim, 'waivers', { part: random() < 0.5 ? 'interest' : 'costs' })) !== false,
  refund: ({ company, bank, claim }) =>
    bank.order(company.creditorId, 'debtors', company.today, claim.id as never),
  remit: ({ company, bank }) => bank.order(company.creditorId, 'creditor', company.today),
  'take-out-fees': ({ company, bank }) => bank.order(company.creditorId, 'earned', company.today),
  statement: ({ company, bank }) => bank.statement(company.today),
};

describe('random operations on five ledgers', () => {
  const clock = testClock();
  const random = seededRandom(SEED);
  const companies: MoneyCompany[] = [];
  const stops: (() => Promise<void>)[] = [];
  /** Differences that are rightly a person's, over all rounds. */
  let waiting = 0;
  let hub: TestHub;
  let driver: HubDriver;
  let bank: BankDesk;

  beforeAll(async () => {
    const started = await Promise.all(
      LEDGERS.map(async ({ key, definition, create }) => {
        const ledger = await create({ clock, limits: UNLIMITED });
        stops.push(() => ledger.stop());
        return { key, country: definition.countries[0] ?? 'NO', ledger };
      }),
    );
    hub = await startTestHub({
      clock,
      sleep: movingSleep(clock),
      environment: {
        ...Object.assign({}, ...started.map(({ ledger }) => ledger.addresses)),
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'warn',
      },
    });
    // How fast a vendor may be asked is another proof; its windows would be waited for in real time.
    jest.spyOn(hub.app.get(JointCallBudget), 'acquire').mockResolvedValue();
    driver = new HubDriver(hub);
    bank = new BankDesk(hub);
    const api = new HubApi(hub.url);
    for (const { ledger, ...of } of started)
      companies.push(await MoneyCompany.connect(of, ledger, api, driver, bank));
    await driver.quiet();
  }, PROOF_TIMEOUT_MS);
  afterAll(async () => {
    await hub?.close();
    for (const stop of stops) await stop();
  });

  it(
    'leave ledger, claims, settlements and client money agreed',
    async () => {
      const names = Object.keys(OPERATIONS);
      const played = Object.fromEntries(names.map((name) => [name, 0]));
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const company of companies) {
          for (let at = 0; at < OPERATIONS_PER_ROUND; at += 1) {
            const claims = await company.claims();
            const claim = claims[Math.floor(random() * claims.length)];
            if (!claim) throw new Error(`${company.key} has no claims.`);
            const name = names[Math.floor(random() * names.length)] ?? 'pay';
            if (await OPERATIONS[name]?.({ company, bank, random, claim }))
              played[name] = (played[name] ?? 0) + 1;
          }
        }
        await settleDown();
        expect(await clientMoneyViolations(hub.db.database)).toEqual([]);
        for (const company of companies) await assertAgreed(round, company);
        clock.advanceMs(DAY_MS);
      }
      process.stdout.write(
        `\nMoney on ${companies.length} ledgers, seed ${SEED}: ${JSON.stringify(played)}, ${waiting} left to a person to match, 0 violations\n`,
      );
      for (const name of EVERY_TIME)
        expect({ name, played: (played[name] ?? 0) > 0 }).toEqual({ name, played: true });
    },
    PROOF_TIMEOUT_MS,
  );

  it('never let the collector’s own accounts hold what is nobody’s', async () => {
    const [unallocated] = await driver.rows<{ minor: bigint }>(
      `select coalesce(sum(balance_minor), 0)::bigint as minor from client_money_account where creditor_id = $1 and kind = 'unallocated'`,
      [COLLECTOR],
    );
    expect(unallocated).toEqual({ minor: 0n });
  });

  /** All bookings land, all pulls see them, and the nightly look is done. */
  async function settleDown(): Promise<void> {
    await driver.quiet();
    for (let look = 0; look < LOOKS_MAX && (await unfinished()) > 0; look += 1) {
      for (const company of companies) company.completeBookings();
      clock.advanceMs(LANDED_MS);
      await driver.quiet();
    }
    // A person matches what a ledger has left open beside the invoice.
    for (const company of companies) company.completeBookings();
    for (let pulls = 0; pulls < 2; pulls += 1) {
      clock.advanceMs(1_000);
      for (const company of companies) await company.pull();
      await driver.quiet();
    }
    await driver.night();
  }

  async function unfinished(): Promise<number> {
    const rows = await driver.rows(
      `select 1 from write_back where state in ('planned', 'sending', 'being-confirmed', 'booked')`,
    );
    return rows.length;
  }

  async function assertAgreed(round: number, company: MoneyCompany): Promise<void> {
    const { key } = company;
    const { state, failure, differences, timing, found } = await company.reconcile();
    // What a ledger has matched only in part, since the debtor paid there in the same moment, waits for a person and is told so.
    const left = found.filter(({ kind }) => kind === 'posting-not-matched');
    waiting += left.length;
    const told = found
      .filter((difference) => !left.includes(difference))
      .map(({ claimId, ...rest }) => `${claimId}: ${JSON.stringify(rest)}`);
    expect({ round, key, state, failure, differences, timing, found: told }).toEqual({
      round,
      key,
      state: 'finished',
      failure: null,
      differences: left.length,
      timing: 0,
      found: [],
    });
    const unbooked = await driver.rows<{ claimId: string; minor: bigint }>(
      `select w.claim_id as "claimId", sum((w.instruction->'amount'->>'minor')::bigint)::bigint as minor
       from write_back w join settlement s on s.creditor_id = w.creditor_id and s.id = w.settlement_id
       where w.creditor_id = $1 and w.state = 'refused' and s.kind = 'payment' group by 1`,
      [company.creditorId],
    );
    const writtenOff = await driver.rows<{ claimId: string; minor: bigint }>(
      `select claim_id as "claimId", sum(amount_minor)::bigint as minor from claim_movement
       where creditor_id = $1 and source = 'creditor' group by 1`,
      [company.creditorId],
    );
    const agreed = (await company.claims()).filter(({ id }) => left.every(({ claimId }) => claimId !== id));
    for (const claim of agreed) {
      const of = (rows: readonly { claimId: string; minor: bigint }[]): bigint =>
        rows.find(({ claimId }) => claimId === claim.id)?.minor ?? 0n;
      // What the ledger refused, since the debtor had paid there too, and what the creditor told us alone, is not in it.
      const expected =
        minor(claim.outstanding.amount) - minor(claim.overpaid.amount) + of(unbooked) + of(writtenOff);
      const inLedger = company.outstandingInLedger(claim.ledgerItemId);
      expect({ round, key, claim: claim.id, inLedger }).toEqual({
        round,
        key,
        claim: claim.id,
        inLedger: expected,
      });
    }
  }
});

/** A drawn part of an amount, at least one øre. */
function part(most: bigint, random: () => number): bigint {
  return 1n + BigInt(Math.floor(random() * Number(most - 1n)));
}

function decimal(minorUnits: bigint): string {
  const text = minorUnits.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
