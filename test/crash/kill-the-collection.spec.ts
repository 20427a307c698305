import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '@app/domain';
import { type Sandbox, startSandbox } from '@app/sandbox';
import { STORY_SETTINGS } from '../support/case-story.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { seededRandom } from '../support/seeded-random.js';
import { waitFor } from '../support/wait-for.js';
import { type CollectionFigures, collectionFigures, type Phase, phaseOf } from './collection-figures.js';
import { payAll, printFigures } from './pay.js';
import { Rehearsal } from './rehearsal.js';

const SEED = 20_261_129;
const CASES = 60;
const PAYMENTS = 6;
/** A working Tuesday, ten o'clock in Norway: e-mail and sms may leave, also some hours and some three weeks later. */
const BEGINS_AT = new Date('2026-03-03T09:00:00Z');
const WEEKS_3 = 21;
/** So many kills while each of these is done; the demand is two hubs' work. */
const KILLS_EACH = 8;
const ROAD_UNDER_FIRE = ['friendly-reminder', 'reminder', 'collection-notice'] as const;
const ROAD = [...ROAD_UNDER_FIRE, 'demand'];
/** How long the hub is down after a kill: the same morning. */
const OUTAGE_SECONDS = 60;
/** How far into its work the hub is killed at most, as a share of the time it took to start: so slow machines reach as far. */
const WORK_SHARE = 0.8;
/** All letters of a day with their kills, many times over: a busy machine takes seconds for each restart. */
const WORK_TIMEOUT_MS = 240_000;
const RUN_TIMEOUT_MS = 4 * WORK_TIMEOUT_MS;

const ADDRESS = { line1: 'Eksempelveien 1', postalCode: '0000', city: 'Eksempelvik' };
/** By mail; by post; by sms first, while little is owed, and by post afterwards. */
const DEBTORS = [
  { name: 'Prøve Testesen', isPrivateIndividual: true, email: 'prove@debtor.example', address: ADDRESS },
  { name: 'Utprøvd Testesen', isPrivateIndividual: true, address: ADDRESS },
  {
    name: 'Nyprøvd Testesen',
    isPrivateIndividual: true,
    phoneNumberMobile: '+4700001234',
    address: ADDRESS,
  },
];
const AMOUNTS = ['2400.00', '2400.00', '900.00'];

describe('the pass over cases, their steps and their letters, killed at random points', () => {
  let db: TestDatabase;
  let folder: string;
  let post: Sandbox;
  let rehearsal: Rehearsal;
  const random = seededRandom(SEED);
  const killedIn: Record<Phase, number> = { pass: 0, steps: 0, letters: 0, quiet: 0 };

  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'kravhub-print-'));
    post = await startSandbox({ receiving: { printShop: { folder } } });
    rehearsal = new Rehearsal(db, {
      invoices: CASES,
      beginsAt: BEGINS_AT,
      // A customer for each invoice: each is a case of its own.
      customers: Array.from({ length: CASES }, (_, index) => ({ ...DEBTORS[index % DEBTORS.length] })),
      invoice: (index, today) => ({
        amount: AMOUNTS[index % AMOUNTS.length] ?? '900.00',
        date: addDays(today, -30),
        dueDate: addDays(today, -16),
      }),
      environment: { ...post.receivingVariables, CASE_OPENING_DELAY_SECONDS: '0' },
    });
    await rehearsal.start();
  }, WORK_TIMEOUT_MS);
  afterAll(async () => {
    await rehearsal.stop();
    await post.stop();
    await rm(folder, { recursive: true, force: true });
    await db.drop();
  });

  const figures = (): Promise<CollectionFigures> => collectionFigures(db.database);

  const kill = async (): Promise<void> => {
    // The moment is drawn, not waited for: nothing is asserted about it.
    await delay(random() * WORK_SHARE * rehearsal.startMs);
    killedIn[phaseOf(await figures())] += 1;
    await rehearsal.killAndRestart(OUTAGE_SECONDS);
  };

  /**
   * Waits until the day's pass is walked, its steps are taken, what they wrote has left, and money is booked. Where nothing
   * moves any more, what is left waits for its time: some minutes go by, and a person orders the pass anew.
   */
  const quiet = async (creditor: string, kind: string): Promise<void> => {
    const endsAt = performance.now() + WORK_TIMEOUT_MS;
    let before = '';
    while (performance.now() < endsAt) {
      const done = waitFor(`every "${kind}" is done`, () => rested(kind), rehearsal.startMs);
      if (await done.catch(() => false)) return;
      const now = JSON.stringify(await figures());
      if (now === before) {
        await rehearsal.restart();
        await rehearsal.api.post(`${creditor}/case-pass`);
      }
      before = now;
    }
    throw new Error(`"${kind}" did not come to rest: ${before}`);
  };

  const rested = async (kind: string): Promise<boolean> => {
    const now = await figures();
    const [pass] = await rows<{ walked: boolean }>(
      `select exists (select from case_pass where pass_on = $1 and state = 'done') as walked`,
      [rehearsal.today],
    );
    const left = now.stepsPlanned + now.lettersWaiting + now.passesRunning + now.writeBacksUnfinished;
    return pass?.walked === true && left === 0 && (await casesAt(kind)) >= CASES - PAYMENTS;
  };

  it(
    'does each step once, sends each letter once where the channel can be asked, and loses no øre',
    async () => {
      const { creditor } = await rehearsal.connect();
      await rehearsal.api.put(`${creditor}/collection-settings`, STORY_SETTINGS);
      for (const rule of ['process', 'channels'])
        await rehearsal.api.post(`${creditor}/collection-settings/approvals/${rule}`);
      await waitFor('every claim is with the pipeline', handedOver, WORK_TIMEOUT_MS);
      await rehearsal.api.post(`${creditor}/case-pass`);

      for (const kind of ROAD_UNDER_FIRE) {
        const paying = kind === 'collection-notice' ? pay(creditor) : Promise.resolve();
        for (let kills = 0; kills < KILLS_EACH; kills += 1) await kill();
        await paying;
        await quiet(creditor, kind);
        if (kind !== 'collection-notice') await rehearsal.daysLater(WEEKS_3);
      }
      // The last night is two hubs' at once; one of them does not live through it.
      const another = await rehearsal.daysLaterAsTwo(WEEKS_3);
      await delay(random() * WORK_SHARE * rehearsal.startMs);
      await another.kill();
      await quiet(creditor, 'demand');

      const end = await figures();
      const mails = post.mailbox.messages().map(({ messageId }) => messageId);
      const texts = post.smsGateway.messages().map(({ reference }) => reference);
      const printed = post.printShop.messages().map(({ id }) => id);
      const arrivedTwice = [mails, texts, printed].flatMap(twice);
      printFigures(`Collection crash test, seed ${SEED}, ${KILLS_EACH * ROAD_UNDER_FIRE.length + 1} kills`, {
        ...killedIn,
        ...end,
        mails: mails.length,
        sms: texts.length,
        printed: printed.length,
        arrivedTwice: arrivedTwice.length,
        restarts: rehearsal.restarts,
      });

      expect(killedIn.pass + killedIn.steps + killedIn.letters).toBeGreaterThanOrEqual(6);
      expect(end).toMatchObject({
        cases: CASES,
        stepsTwice: 0,
        chargesTwice: 0,
        chargesWithoutLetter: 0,
        timelineGaps: 0,
        unbalanced: 0,
        passesUneven: 0,
        unknownTasks: end.lettersUnknown,
      });
      expect(arrivedTwice).toEqual([]);
      await expectEachLetterWhereItBelongs({ mails, texts, printed });
      await expectTheSameRoadAndMoneyForAll();
    },
    RUN_TIMEOUT_MS,
  );

  /** What says it was sent has arrived, and nothing has that says otherwise. Only a mail server cannot be asked. */
  async function expectEachLetterWhereItBelongs(arrived: {
    readonly mails: readonly string[];
    readonly texts: readonly string[];
    readonly printed: readonly string[];
  }): Promise<void> {
    const letters = await rows<{ id: string; channel: string; state: string }>(
      'select id, channel, state from case_letter',
    );
    const ids = (channel: string, state: string): string[] =>
      letters.filter((one) => one.channel === channel && one.state === state).map(({ id }) => id);
    // One that was replaced or withdrawn before it left is cancelled: it is in none of the lists of what arrived.
    const ended = ['sent', 'unknown', 'cancelled'];
    expect(letters.filter(({ state }) => !ended.includes(state))).toEqual([]);
    expect(letters.filter(({ state, channel }) => state === 'unknown' && channel !== 'email')).toEqual([]);
    expect([...arrived.printed].sort()).toEqual(ids('letter', 'sent').sort());
    expect([...arrived.texts].sort()).toEqual(ids('sms', 'sent').sort());
    const mailed = arrived.mails.map((messageId) => messageId.slice(1, messageId.indexOf('@')));
    const unknown = ids('email', 'unknown');
    expect(mailed.filter((id) => !unknown.includes(id)).sort()).toEqual(ids('email', 'sent').sort());
    expect(unknown.length).toBeLessThanOrEqual(KILLS_EACH * ROAD_UNDER_FIRE.length + 1);
  }

  /** Cases of the same amount whose debtors paid nothing owe the same, to the øre, after the same steps. */
  async function expectTheSameRoadAndMoneyForAll(): Promise<void> {
    const kinds = await rows<{ road: string; owed: string; amount: string; cases: number }>(
      `select road, owed, amount, count(*)::int as cases from (
         select (select string_agg(s.kind, ' ' order by s.done_on, s.id) from case_step s where s.case_id = d.id and s.state = 'done') as road,
           d.costs_minor || ' ' || d.interest_minor as owed, d.principal_minor::text as amount
         from debt_case d
         where not exists (select from case_movement m where m.case_id = d.id)
       ) c group by 1, 2, 3 order by amount`,
    );
    const walked = kinds.map(({ road, amount }) => `${amount}: ${road}`);
    expect(new Set(walked).size).toBe(walked.length);
    // A letter that was written anew after a kill gives its time anew, so that a case may be one step behind the others.
    for (const { road } of kinds) expect(ROAD.join(' ').startsWith(road)).toBe(true);
    const untouched = kinds.reduce((sum, { cases }) => sum + cases, 0);
    expect(untouched).toBe(CASES - PAYMENTS);
    const atTheEnd = kinds.filter(({ road }) => road === ROAD.join(' '));
    expect(atTheEnd.reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThanOrEqual(0.8 * untouched);
  }

  /** Some pay what the invoice said, while the hub is being killed. */
  function pay(creditor: string): Promise<void> {
    const terms = { claims: PAYMENTS, receivedOn: rehearsal.today, timeoutMs: WORK_TIMEOUT_MS };
    return payAll(db, rehearsal.api, creditor, terms);
  }

  async function handedOver(): Promise<boolean> {
    const [row] = await rows<{ many: number }>(`select count(*)::int as many from collected_claim`);
    return row?.many === CASES;
  }

  async function casesAt(kind: string): Promise<number> {
    const [row] = await rows<{ many: number }>(
      `select count(distinct case_id)::int as many from case_step where state = 'done' and kind = $1`,
      [kind],
    );
    return row?.many ?? 0;
  }

  function rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return db.database.asOperator((tx) => tx.query<Row>(sql, [...parameters]));
  }
});

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
