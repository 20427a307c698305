import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { JointCallBudget } from '../../apps/hub/src/connections/joint-call-budget.js';
import { testClock } from '../support/clock.js';
import { conformanceLedgers, UNLIMITED } from '../support/conformance-ledgers.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { HubApi } from '../support/hub-api.js';
import { HubDriver, movingSleep } from '../support/hub-driver.js';
import { seededRandom } from '../support/seeded-random.js';
import { AnswerGate } from './echo/answer-gate.js';
import { ANSWERS_MAX, EchoCompany } from './echo/echo-company.js';

const SEED = 20_261_128;
const ROUNDS = 20;
const DAY_MS = 86_400_000;
/** Longer than any connector's landing time, and than the spacing between two looks. */
const LANDED_MS = 300_000;
/** Looks until a posting with a lost answer is found, or is proven absent and sent again. */
const LOOKS_MAX = 8;
const PROOF_TIMEOUT_MS = 600_000;
const LEDGERS = (await conformanceLedgers()).filter(({ definition }) =>
  definition.capabilities.includes('write-back'),
);

/** In which order settlement, booking and pull come. */
const ORDERS: Readonly<Record<string, (company: EchoCompany, random: () => number) => Promise<void>>> = {
  'settled, booked, pulled': async (company) => {
    await company.settle();
  },
  'pulled while it is booked': async (company) => {
    await company.pull();
    await company.settle();
  },
  'pulled while the answer is lost': async (company) => {
    company.loseAnswer();
    await company.settle();
    await company.pull();
  },
  'booked while a page is on its way': async (company, random) => {
    await company.staleAnswer(1 + Math.floor(random() * ANSWERS_MAX), () => company.settle());
  },
  'taken back again': async (company) => {
    if (company.settled > 0) await company.reverse();
    else await company.settle();
    await company.pull();
  },
};

describe('our own postings come back with the ledger’s pages', () => {
  const clock = testClock();
  const random = seededRandom(SEED);
  const companies: EchoCompany[] = [];
  const stops: (() => Promise<void>)[] = [];
  let hub: TestHub;
  let driver: HubDriver;

  beforeAll(async () => {
    const started = await Promise.all(
      LEDGERS.map(async ({ key, definition, create }) => {
        const ledger = await create({ clock, limits: UNLIMITED });
        const gate = new AnswerGate();
        stops.push(() => gate.close().then(() => ledger.stop()));
        const country = definition.countries[0] ?? 'NO';
        return { key, country, ledger, gate, addresses: await gate.open(ledger.addresses) };
      }),
    );
    hub = await startTestHub({
      clock,
      sleep: movingSleep(clock),
      environment: {
        ...Object.assign({}, ...started.map(({ addresses }) => addresses)),
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'warn',
      },
    });
    // How fast a vendor may be asked is another proof; its windows would be waited for in real time.
    jest.spyOn(hub.app.get(JointCallBudget), 'acquire').mockResolvedValue();
    driver = new HubDriver(hub);
    const api = new HubApi(hub.url);
    for (const { ledger, gate, ...of } of started)
      companies.push(await EchoCompany.connect(of, ledger, gate, api, driver));
    await driver.quiet();
  }, PROOF_TIMEOUT_MS);
  afterAll(async () => {
    await hub?.close();
    for (const stop of stops) await stop();
  });

  it(
    'and are never taken for the debtor’s, in any order',
    async () => {
      const orders = Object.entries(ORDERS);
      const played: Record<string, number> = {};
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [place, company] of companies.entries()) {
          // Each order is played by each company; which one when is drawn.
          const [name, play] = orders[(round + place + Math.floor(random() * 2)) % orders.length]!;
          played[name] = (played[name] ?? 0) + 1;
          await play(company, random);
        }
        await settleDown(companies.filter(() => random() < 0.5));
        for (const company of companies) await assertBalanced(round, company);
        // Equal payments of one day are a person's to tell apart on some ledgers; what is proven here is the machine's part.
        clock.advanceMs(DAY_MS);
      }
      for (const { key, settled, reversed, paidDirectly } of companies) {
        process.stdout.write(
          `\nEcho, ${key}, seed ${SEED}: ${ROUNDS} rounds, ${settled + 2 * reversed} postings of ours, 0 taken for ` +
            `direct payments; ${paidDirectly} direct payments of the same amount and day, all counted\n`,
        );
      }
      expect(Object.keys(played).sort()).toEqual(Object.keys(ORDERS).sort());
    },
    PROOF_TIMEOUT_MS,
  );

  /** Everything is booked and confirmed; then debtors pay the very same amount, and all is pulled once more. */
  async function settleDown(paying: readonly EchoCompany[]): Promise<void> {
    await driver.quiet();
    for (const company of companies) company.calm();
    for (let look = 0; look < LOOKS_MAX && (await unfinished()) > 0; look += 1) {
      for (const company of companies) company.completeBookings();
      clock.advanceMs(LANDED_MS);
      await driver.quiet();
    }
    for (const company of paying) company.payDirectly();
    for (const company of companies) await company.pull();
    for (const company of companies) await company.pull();
    await driver.quiet();
  }

  async function unfinished(): Promise<number> {
    const rows = await driver.rows(
      `select 1 from write_back where state in ('planned', 'sending', 'being-confirmed', 'booked')`,
    );
    return rows.length;
  }

  async function assertBalanced(round: number, company: EchoCompany): Promise<void> {
    const { key, settled, reversed, paidDirectly } = company;
    expect({ round, key, ...(await company.balance()), paid: String(company.paidInBooks) }).toEqual({
      round,
      key,
      direct: paidDirectly,
      settled,
      booked: settled + 2 * reversed,
      hold: null,
      paid: String(settled + paidDirectly),
    });
  }
});
