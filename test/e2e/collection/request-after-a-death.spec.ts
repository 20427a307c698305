import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { A_PERSON, CollectionStory } from '../../support/collection-story.js';
import type { GrantedAnswer } from '../../support/desk-story.js';
import { tellStory } from '../../support/story.js';

const post = await openPost();

/** What people at the desk write, and what follows from it in the claim itself. */
const TABLES = [
  'case_event',
  'case_charge',
  'case_letter',
  'case_task',
  'case_note',
  'case_pause',
  'case_plan',
  'case_deferral',
  'case_objection',
  'case_step_approval',
  'case_debtor_version',
  'claim_movement',
  'audit_entry',
];

interface Scene {
  readonly creditor: string;
  /** The case's address, its claim, its debtor's address. */
  readonly path: string;
  readonly claimId: string;
  readonly debtor: string;
  readonly today: string;
  /** What a case handler does besides. */
  does<T>(path: string, body?: object): Promise<T>;
}

interface Deed {
  /** What is asked for, after what has to be there first. */
  ask(scene: Scene): Promise<readonly [path: string, body: object]> | readonly [path: string, body: object];
  /** What others do before the request comes again: where nothing knew the first one, it would be done anew. */
  meanwhile?(scene: Scene, answer: { readonly id: string }): Promise<unknown>;
}

const BY = { by: 'kari', reason: 'The story wants it so.' };
const CASE = '/api/v1/creditors/{creditorId}/cases/{caseId}';
const plan = (today: string) => ({
  ...BY,
  perMonth: '400.00',
  firstDueOn: `${today.slice(0, 4)}-12-15`,
  interest: 'running',
  fee: 'charge',
});
const crisis = (name: string, today: string) => ({
  ...BY,
  name,
  acts: ['legal-action'],
  fromOn: today,
  untilOn: `${today.slice(0, 4)}-12-31`,
});

/** Every request of the desk that creates, by its address in the API's own description. */
const DEEDS: Readonly<Record<string, Deed>> = {
  [`${CASE}/waivers`]: {
    ask: ({ path }) => [`${path}/waivers`, { ...BY, part: 'interest', amount: '1.00' }],
  },
  [`${CASE}/waivers/{number}/undo`]: {
    async ask({ path, does }) {
      const { id } = await does<GrantedAnswer>(`${path}/waivers`, {
        ...BY,
        part: 'interest',
        amount: '1.00',
      });
      return [`${path}/waivers/${id}/undo`, BY];
    },
  },
  [`${CASE}/reductions`]: {
    ask: ({ path, claimId }) => [`${path}/reductions`, { ...BY, claimId, amount: '100.00' }],
  },
  [`${CASE}/grant-requests/{taskId}/answer`]: {
    async ask({ path, claimId, does }) {
      const beyond = { ...BY, claimId, amount: '900.00', askCreditor: true };
      const { taskId } = await does<GrantedAnswer>(`${path}/reductions`, beyond);
      return [`${path}/grant-requests/${taskId}/answer`, { ...BY, answer: 'yes' }];
    },
  },
  '/api/v1/creditors/{creditorId}/grant-requests/{taskId}/answer': {
    async ask({ creditor, path, claimId, does }) {
      const beyond = { ...BY, claimId, amount: '900.00', askCreditor: true };
      const { taskId } = await does<GrantedAnswer>(`${path}/reductions`, beyond);
      return [`${creditor}/grant-requests/${taskId}/answer`, { ...BY, answer: 'yes' }];
    },
  },
  [`${CASE}/deferrals`]: {
    ask: ({ path }) => [`${path}/deferrals`, { ...BY, days: 7, interest: 'running' }],
    meanwhile: ({ path, does }, { id }) => does(`${path}/deferrals/${id}/end`, BY),
  },
  [`${CASE}/plans`]: {
    ask: ({ path, today }) => [`${path}/plans`, plan(today)],
    meanwhile: ({ path, does }, { id }) => does(`${path}/plans/${id}/decline`, BY),
  },
  [`${CASE}/plans/{planId}/renegotiate`]: {
    async ask({ path, today, does }) {
      const { id } = await does<GrantedAnswer>(`${path}/plans`, plan(today));
      await does(`${path}/plans/${id}/accept`, { ...BY, how: 'in-writing' });
      const lower = { ...plan(today), perMonth: '300.00', how: 'in-writing' };
      return [`${path}/plans/${id}/renegotiate`, lower];
    },
  },
  [`${CASE}/objections`]: {
    ask: ({ path, today }) => [
      `${path}/objections`,
      {
        by: 'kari',
        kind: 'objection',
        concerns: 'defect',
        text: 'Varen var ødelagt.',
        raisedThrough: 'call',
        raisedOn: today,
      },
    ],
  },
  [`${CASE}/pauses`]: {
    ask: ({ path }) => [`${path}/pauses`, { ...BY, wantedBy: 'creditor' }],
    meanwhile: ({ path, does }, { id }) => does(`${path}/pauses/${id}/end`, BY),
  },
  [`${CASE}/doubts`]: {
    ask: ({ path }) => [`${path}/doubts`, { ...BY, about: 'identity' }],
    meanwhile: ({ path, does }, { id }) => does(`${path}/doubts/${id}/answer`, { ...BY, answer: 'stands' }),
  },
  [`${CASE}/payments-under-way`]: {
    ask: ({ path, today }) => [
      `${path}/payments-under-way`,
      { ...BY, orderedOn: today, expectedBy: `${today.slice(0, 4)}-12-31` },
    ],
    meanwhile: ({ path, does }, { id }) => does(`${path}/pauses/${id}/end`, BY),
  },
  [`${CASE}/paid-directly`]: {
    ask: ({ path, today, claimId }) => [
      `${path}/paid-directly`,
      { ...BY, claimId, amount: '100.00', paidOn: today },
    ],
    meanwhile: ({ path, does }, { id }) => does(`${path}/pauses/${id}/end`, BY),
  },
  [`${CASE}/notes`]: {
    ask: ({ path }) => [
      `${path}/notes`,
      { by: 'kari', kind: 'call-in', text: 'Asked for an instalment plan.' },
    ],
  },
  [`${CASE}/tasks`]: {
    ask: ({ path, today }) => [`${path}/tasks`, { by: 'kari', title: 'Call back', dueOn: today }],
    meanwhile: ({ path, does }, { id }) => does(`${path}/tasks/${id}/end`, { ...BY, state: 'done' }),
  },
  [`${CASE}/step-approvals`]: {
    ask: ({ path }) => [`${path}/step-approvals`, { ...BY, step: 'legal-notice' }],
  },
  [`${CASE}/crisis-pauses`]: {
    ask: ({ path, today }) => [`${path}/crisis-pauses`, crisis('flom-i-bygda', today)],
  },
  '/api/v1/creditors/{creditorId}/crisis-pauses': {
    ask: ({ creditor, today }) => [`${creditor}/crisis-pauses`, crisis('flom-i-fylket', today)],
  },
  '/api/v1/crisis-pauses': { ask: ({ today }) => ['/crisis-pauses', crisis('flom-i-landet', today)] },
  '/api/v1/creditors/{creditorId}/case-debtors/{debtorId}/contact-points': {
    ask: ({ debtor }) => [
      `${debtor}/contact-points`,
      { ...BY, channel: 'email', value: 'ny@debtor.example', consent: 'given' },
    ],
    async meanwhile({ debtor, does }) {
      const { contactPoints } = await does<{ contactPoints: readonly { readonly id: string }[] }>(
        `${debtor}/disclosures`,
        BY,
      );
      const path = `${debtor}/contact-points/${contactPoints[0]?.id}/changes`;
      return does(path, { ...BY, consent: 'withdrawn' });
    },
  },
};

describe('the hub dies after a request’s commit and before its answer is kept', () => {
  const story = tellStory({ environment: post.environment });
  const scenes: Scene[] = [];
  afterAll(() => post.stop());

  beforeAll(async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver();
    await story.api.post(`${company.creditor}/authority`, {
      ...BY,
      waiveInterestMax: '500.00',
      reducePrincipalMax: '300.00',
    });
    const invoices = Object.keys(DEEDS).map(() =>
      company.invoice('2000.00', { customerId: company.customer(A_PERSON).id }),
    );
    await company.pullNow();
    await cases.pass();
    for (const invoice of invoices) {
      const found = await cases.of(invoice);
      scenes.push({
        creditor: company.creditor,
        path: `${company.creditor}/cases/${found.id}`,
        claimId: (await company.claimOf(invoice)).id,
        debtor: await cases.debtor(found),
        today: story.today,
        does: (path, body) => story.api.post(path, body),
      });
    }
  }, 240_000);

  it('knows of every request of the desk that creates', async () => {
    const { paths } = (await (await fetch(`${story.hub.url}/api/docs-json`)).json()) as {
      paths: Record<string, { post?: { parameters?: { name: string }[] } }>;
    };
    const creating = Object.entries(paths)
      .filter(([path]) => /\/cases\/|\/case-debtors\/|\/grant-requests\/|\/crisis-pauses/.test(path))
      .filter(([, { post: operation }]) =>
        operation?.parameters?.some(({ name }) => name === 'Idempotency-Key'),
      )
      .map(([path]) => path)
      // A link and code are kept nowhere: what nobody was shown opens nothing for anybody, and the next request makes others.
      .filter((path) => path !== `${CASE}/debtor-page/keys`);
    expect(Object.keys(DEEDS).sort()).toEqual(creating.sort());
  });

  it.each(Object.keys(DEEDS).map((name, index) => [name, index] as const))(
    '%s: the request that comes again finds what the first one did',
    async (name, index) => {
      const [scene, deed] = [scenes[index], DEEDS[name]];
      if (!scene || !deed) throw new Error(`No scene for ${name}.`);
      const [path, body] = await deed.ask(scene);
      const key = `dies-${index}-after`;
      const first = await story.api.answer('POST', path, body, key);
      expect(first).toMatchObject({ status: 201 });
      const done = first.body as { readonly id: string };
      await deed.meanwhile?.(scene, done);
      await dieBeforeTheAnswerIsKept(key);
      // What the deed caused (a letter, a look at the case) comes by jobs: counted when they are done.
      await story.quiet();
      const before = await rowCounts();

      const again = await story.api.answer('POST', path, body, key);
      expect(again.status).toBe(201);
      // Not the interceptor's kept answer: the handler ran again, and knew the request itself.
      expect(again.headers.get('idempotent-replay')).toBeNull();
      expect(await rowCounts()).toEqual(before);
      expect(nameOf(again.body)).toEqual(nameOf(first.body));
    },
    60_000,
  );

  /** Exactly what a killed process leaves behind, seconds later; and it is the day after tomorrow. */
  async function dieBeforeTheAnswerIsKept(key: string): Promise<void> {
    const held = await story.rows(
      `update idempotent_request set state = 'running', response_status = null, response_body = null,
         claimed_until = clock_timestamp() - interval '1 second' where key = $1 returning 1`,
      [key],
    );
    expect(held).toHaveLength(1);
    story.later({ days: 2 });
  }

  async function rowCounts(): Promise<Record<string, number>> {
    // What the assessment of a later day finds by itself is no deed of the request.
    const deeds = (table: string) => (table === 'case_event' ? `where actor <> 'system'` : '');
    const counts = TABLES.map(
      (table) => `(select count(*)::int from ${table} ${deeds(table)}) as ${table}`,
    ).join(', ');
    const [row] = await story.rows<Record<string, number>>(`select ${counts}`);
    return { ...row };
  }
});

/** Which effect an answer is about: what has changed of it since is no matter. */
function nameOf(answer: unknown): unknown {
  const facts = (one: unknown) => {
    const { id, number, taskId, granted, pauseId } = one as Record<string, unknown>;
    return { id, number, taskId, granted, pauseId };
  };
  return Array.isArray(answer) ? answer.map(facts) : facts(answer);
}
