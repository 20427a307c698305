import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreditorId } from '@app/domain';
import type { Browser } from '../support/browser.js';
import { openPost, type Post } from '../support/case-story.js';
import { firstOwnerComesIn } from '../support/first-owner.js';
import { freePort } from '../support/node-process.js';
import { comesIn, makeOrganisation } from '../support/people-story.js';
import { Story, STORY_POLICY } from '../support/story.js';
import type { ClaimStory } from '../support/story-shapes.js';
import type { StoryCompany } from '../support/story-company.js';

interface Proposal {
  readonly proposalId: string;
  readonly kind: string;
  readonly state: string;
  readonly askedBy: { readonly kind: string; readonly name: string | null };
  readonly endedBy: { readonly name: string | null } | null;
  readonly reason: string | null;
  readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[];
  readonly claims: { readonly count: number; readonly sums: readonly { readonly amount: string }[] } | null;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

interface Result {
  readonly claimId: string;
  readonly outcome: string;
  readonly proposalId?: string;
}

const OWN = '403 own-proposal';
const GONE = '409 proposal-ended';

describe('two persons for one approval', () => {
  let post: Post;
  let story: Story;
  let company: StoryCompany;
  /** The collector's owner, who may do everything. */
  let kari: Browser;
  /** The creditor's own owner: connects and approves. */
  let per: Browser;
  /** Leads cases at the collector: approves, and changes the authority. */
  let lin: Browser;
  /** The creditor's organisation. */
  let granly: string;

  beforeAll(async () => {
    post = await openPost();
    story = new Story({ environment: { ...post.environment, PORT: String(await freePort()) } });
    await story.start();
    company = await story.company({ approval: 'approve' });
    kari = await firstOwnerComesIn(story.hub);
    const entrance = { hub: story.hub, post, owner: kari };
    granly = await makeOrganisation(entrance, 'Granly', 'creditor', company.creditorId);
    const collector = await makeOrganisation(entrance, 'Prøve to', 'collector');
    per = await comesIn(entrance, granly, 'owner', 'Per Prøve');
    lin = await comesIn(entrance, collector, 'lead', 'Lin Prøve');
  });
  afterAll(async () => {
    await story?.stop();
    await post?.stop();
  });

  const at = (path: string): string => `${company.creditor}/${path}`;
  const rule = (by: Browser, ...subjects: string[]) =>
    send<Proposal>(by, 'PUT', at('second-person-rule'), { subjects });
  const proposal = (id: string, by = kari) => by.get<Proposal>(at(`proposals/${id}`));
  const confirm = (id: string, by: Browser) => by.outcome('POST', at(`proposals/${id}/confirm`));
  const approve = async (by: Browser, claimIds: readonly string[]): Promise<Result[]> =>
    (await send<Result[]>(by, 'POST', at('claims/approve'), { claimIds })).body;
  const authority = (by: Browser, planMonthsMax: number) =>
    send<Proposal>(by, 'POST', at('authority'), { planMonthsMax, reason: 'Agreed with the creditor.' });
  const planMonths = async () => (await kari.get<{ planMonthsMax: number }>(at('authority'))).planMonthsMax;
  const writeBack = (by: Browser, mode: string) =>
    send<Proposal>(by, 'PUT', `${company.path}/write-back`, { mode });
  const mode = async () => (await kari.get<{ writeBack: { mode: string } }>(company.path)).writeBack.mode;
  const policy = () => kari.get<{ version: number; approval: string; graceDays: number }>(at('policy'));
  const toDo = async () =>
    (
      await kari.get<{ toDo: { code: string; count: number }[] }>(`/me/companies/${company.creditorId}`)
    ).toDo.map(({ code, count }) => `${code} ${count}`);

  async function newClaims(...amounts: string[]): Promise<string[]> {
    const invoices = amounts.map((amount) => company.invoice(amount));
    await company.pullNow();
    return Promise.all(invoices.map(async (invoice) => (await company.claimOf(invoice)).id));
  }

  async function claim(claimId: string): Promise<ClaimStory> {
    return story.api.get(at(`claims/${claimId}`));
  }

  /** One proposal for all of them. */
  async function asked(by: Browser, claimIds: readonly string[]): Promise<string> {
    const ids = new Set((await approve(by, claimIds)).map(({ proposalId }) => proposalId));
    expect(ids.size).toBe(1);
    return String([...ids][0]);
  }

  it('is asked for by nobody as long as nobody has chosen it', async () => {
    const [claimId = ''] = await newClaims('500.00');
    expect(await kari.get(at('second-person-rule'))).toEqual({ version: 0, subjects: [] });
    expect(await approve(per, [claimId])).toEqual([{ claimId, outcome: 'approved' }]);
  });

  it('is switched on by one who may change the rules', async () => {
    expect(await lin.outcome('PUT', at('second-person-rule'), { subjects: [] })).toBe('403 not-allowed');
    expect(await rule(per, 'account-mapping', 'hand-over')).toEqual({
      status: 200,
      body: { version: 1, subjects: ['hand-over', 'account-mapping'] },
    });
    expect((await rule(per, 'hand-over', 'authority', 'account-mapping')).status).toBe(200);
    expect(await kari.outcome('PUT', at('second-person-rule'), { subjects: ['lunch'] })).toMatch(/^4/);
  });

  it('releases claims only once another person has said yes, and the history names both', async () => {
    const [one = '', two = ''] = await newClaims('1000.00', '250.50');
    const id = await asked(per, [one, two]);
    expect((await claim(one)).state).toBe('proposed');
    expect(await asked(kari, [two, one])).toBe(id);
    expect(await toDo()).toEqual(['second-person 1']);
    const { items } = await kari.get<{ items: { claimId: string; awaitsSecondPerson: boolean }[] }>(
      `${company.path}/open-items?limit=1000`,
    );
    const awaiting = items.filter(({ awaitsSecondPerson }) => awaitsSecondPerson);
    expect(awaiting.map(({ claimId }) => claimId).sort()).toEqual([one, two].sort());
    expect(await proposal(id, per)).toMatchObject({
      kind: 'hand-over',
      state: 'open',
      askedBy: { kind: 'user', name: 'Per Prøve' },
      claims: { count: 2, sums: [{ amount: '1250.50', currency: 'NOK' }] },
      mayDecide: false,
      mayWithdraw: true,
    });
    expect(await proposal(id)).toMatchObject({ mayDecide: true, mayWithdraw: false });
    expect(await confirm(id, per)).toBe(OWN);
    expect(await per.outcome('POST', at(`proposals/${id}/decline`), { reason: 'No.' })).toBe(OWN);
    expect(await lin.outcome('POST', at(`proposals/${id}/withdraw`))).toBe('403 not-your-proposal');
    expect((await story.api.answer('POST', at(`proposals/${id}/confirm`))).status).toBe(403);
    expect((await claim(one)).state).toBe('proposed');

    // One of them is taken back meanwhile: it alone is refused.
    await story.api.post(at(`claims/${two}/withdraw`), { reason: 'The customer called.' });
    const { body } = await send<Proposal & { outcome: { results: Result[] } }>(
      lin,
      'POST',
      at(`proposals/${id}/confirm`),
    );
    expect(body).toMatchObject({ state: 'confirmed', endedBy: { name: 'Lin Prøve' } });
    expect(body.outcome.results.map(({ outcome }) => outcome).sort()).toEqual(['approved', 'refused']);
    await story.quiet();
    const { state, history } = await claim(one);
    expect(state).toBe('in-collection');
    expect(history.find(({ kind }) => kind === 'approved')).toMatchObject({
      detail: { proposalId: id, askedBy: expect.stringMatching(/^user:/) },
    });
    expect((await claim(two)).state).toBe('withdrawn');
    expect(await confirm(id, kari)).toBe(GONE);
    expect(await toDo()).toEqual([]);
  });

  it('acts once, when two say yes in the same moment', async () => {
    const claimIds = await newClaims('700.00', '800.00');
    const id = await asked(per, claimIds);
    const outcomes = await Promise.all([kari, lin, kari, lin].map((by) => confirm(id, by)));
    expect(outcomes.sort()).toEqual(['200', GONE, GONE, GONE]);
    await story.quiet();
    for (const claimId of claimIds) {
      const { history } = await claim(claimId);
      expect(history.filter(({ kind }) => kind === 'approved')).toHaveLength(1);
      const messages = await story.rows(
        `select 1 from outbox_message where claim_id = $1 and kind = 'hand-over'`,
        [claimId],
      );
      expect(messages).toHaveLength(1);
    }
  });

  it('is outdated where nothing of it can be done any more', async () => {
    const [claimId = ''] = await newClaims('900.00');
    const id = await asked(per, [claimId]);
    await story.api.post(at(`claims/${claimId}/withdraw`), { reason: 'A mistake.' });
    expect(await confirm(id, kari)).toBe('409 proposal-outdated');
    expect(await proposal(id)).toMatchObject({ state: 'outdated' });
    expect((await claim(claimId)).state).toBe('withdrawn');
  });

  it('a program is nobody: what it asks for takes two persons', async () => {
    const [claimId = ''] = await newClaims('600.00');
    const [told] = await story.api.post<Result[]>(at('claims/approve'), { claimIds: [claimId] });
    const id = String(told?.proposalId);
    expect(await proposal(id)).toMatchObject({
      askedBy: { kind: 'api-token', name: null },
      firstPerson: null,
    });
    const { body: key } = await send<{ secret: string }>(per, 'POST', `/organisations/${granly}/api-keys`, {
      name: 'Import',
      scopes: ['see', 'approve'],
    });
    const byKey = await fetch(`${story.hub.url}/api/v1${at(`proposals/${id}/confirm`)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key.secret}` },
    });
    expect([byKey.status, await byKey.json()]).toMatchObject([403, { code: 'only-people-decide' }]);
    expect(await confirm(id, per)).toBe('200');
    expect(await proposal(id)).toMatchObject({ state: 'open', firstPerson: { name: 'Per Prøve' } });
    expect(await confirm(id, per)).toBe(OWN);
    expect((await claim(claimId)).state).toBe('proposed');
    expect(await confirm(id, lin)).toBe('200');
    await story.quiet();
    expect((await claim(claimId)).state).toBe('in-collection');
  });

  it('changes the authority only as it was when it was asked', async () => {
    const before = await planMonths();
    const first = await authority(lin, 24);
    expect(first).toMatchObject({
      status: 202,
      body: {
        kind: 'authority',
        why: 'Agreed with the creditor.',
        changes: [{ field: 'planMonthsMax', before: String(before), after: '24' }],
      },
    });
    expect(await planMonths()).toBe(before);
    expect(await confirm(first.body.proposalId, per)).toBe('403 not-allowed');
    const second = await authority(kari, 18);
    expect(await confirm(second.body.proposalId, lin)).toBe('200');
    expect(await planMonths()).toBe(18);
    expect(await confirm(first.body.proposalId, kari)).toBe('409 proposal-outdated');
    expect(await planMonths()).toBe(18);
    expect((await authority(lin, 18)).status).toBe(200);
  });

  it('keeps no more waiting than somebody can look at', async () => {
    const waiting: string[] = [];
    for (let months = 40; months < 60; months += 1)
      waiting.push((await authority(lin, months)).body.proposalId);
    expect((await authority(lin, 60)).status).toBe(409);
    expect((await authority(lin, 59)).body.proposalId).toBe(waiting.at(-1));
    for (const id of waiting) expect(await lin.outcome('POST', at(`proposals/${id}/withdraw`))).toBe('200');
  });

  it('maps accounts likewise, and is declined with a reason or withdrawn', async () => {
    const declined = await writeBack(per, 'approve');
    expect(declined).toMatchObject({
      status: 202,
      body: { changes: [{ field: 'mode', before: 'automatic', after: 'approve' }] },
    });
    const of = (what: string): string => at(`proposals/${declined.body.proposalId}/${what}`);
    expect(await kari.outcome('POST', of('decline'), { reason: 'Not now.' })).toBe('200');
    expect(await proposal(declined.body.proposalId)).toMatchObject({ state: 'declined', reason: 'Not now.' });
    expect(await confirm(declined.body.proposalId, kari)).toBe(GONE);

    const withdrawn = (await writeBack(per, 'approve')).body.proposalId;
    expect(await per.outcome('POST', at(`proposals/${withdrawn}/withdraw`))).toBe('200');
    expect(await proposal(withdrawn)).toMatchObject({ state: 'withdrawn' });
    expect(await mode()).toBe('automatic');

    const { proposalId } = (await writeBack(per, 'approve')).body;
    expect((await writeBack(kari, 'automatic')).status).toBe(200);
    expect(await confirm(proposalId, kari)).toBe('200');
    expect(await mode()).toBe('approve');
  });

  it('is not gone round by letting claims go by themselves', async () => {
    const { version } = await policy();
    const wanted = { ...STORY_POLICY, graceDays: 10, approval: 'automatic' };
    const { status, body } = await send<Proposal>(per, 'PUT', at('policy'), wanted);
    expect([status, body.kind]).toEqual([202, 'automatic-hand-over']);
    expect(await policy()).toMatchObject({ version: version + 1, graceDays: 10, approval: 'approve' });
    expect(await confirm(body.proposalId, per)).toBe(OWN);
    expect(await confirm(body.proposalId, kari)).toBe('200');
    expect(await policy()).toMatchObject({ version: version + 2, graceDays: 10, approval: 'automatic' });
    // Asking for more of people takes one.
    expect((await send(per, 'PUT', at('policy'), { ...wanted, approval: 'approve' })).status).toBe(200);
  });

  it('is asked for less by two alone', async () => {
    const { status, body } = await rule(per, 'authority');
    expect([status, body.kind]).toEqual([202, 'second-person-rule']);
    const inForce = () => kari.get<{ subjects: string[] }>(at('second-person-rule'));
    expect((await inForce()).subjects).toHaveLength(3);
    expect(await confirm(body.proposalId, per)).toBe(OWN);
    expect(await confirm(body.proposalId, lin)).toBe('403 not-allowed');
    expect(await confirm(body.proposalId, kari)).toBe('200');
    expect((await inForce()).subjects).toEqual(['authority']);
    const [claimId = ''] = await newClaims('400.00');
    expect(await approve(per, [claimId])).toMatchObject([{ outcome: 'approved' }]);
  });

  it('keeps what was asked, newest first, page by page, and in the audit log', async () => {
    interface Page {
      readonly proposals: readonly Proposal[];
      readonly nextAfter: string | null;
    }
    const seen: string[] = [];
    for (let after = ''; ;) {
      const page = await kari.get<Page>(at(`proposals?limit=4${after && `&after=${after}`}`));
      seen.push(...page.proposals.map(({ proposalId }) => proposalId));
      if (page.nextAfter === null) break;
      after = page.nextAfter;
    }
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect((await kari.get<Page>(at('proposals?state=open'))).proposals).toEqual([]);
    const ended = await kari.get<Page>(at('proposals?state=ended&limit=200'));
    expect(ended.proposals.map(({ proposalId }) => proposalId)).toEqual(seen);
    const deeds = await story.rows<{ action: string; count: number }>(
      `select action, count(*)::int as count from audit_entry where subject_kind = 'proposal' group by action`,
    );
    const total = (of: (action: string) => boolean): number =>
      deeds.filter(({ action }) => of(action)).reduce((sum, { count }) => sum + count, 0);
    expect(total((action) => action === 'proposal.opened')).toBe(seen.length);
    expect(total((action) => action === 'proposal.first-confirmed')).toBe(1);
    expect(total(() => true)).toBe(2 * seen.length + 1);
  });

  it('what was asked can be changed by nobody, and no proposal confirms itself', async () => {
    const change = (what: string) => story.rows(`update proposal set ${what} returning 1`);
    await expect(change(`payload = '{}'`)).rejects.toThrow(/permission denied/);
    const asCreditor = (sql: string) =>
      story.hub.db.database.asCreditor(company.creditorId as CreditorId, (tx) => tx.query(sql));
    await expect(asCreditor(`update proposal set payload = '{}'`)).rejects.toThrow(/permission denied/);
    await expect(
      asCreditor(`update proposal set state = 'confirmed', ended_by = 'user:' || first_person`),
    ).rejects.toThrow(/proposal_two_persons_check/);
  });
});

async function send<T>(
  by: Browser,
  method: string,
  path: string,
  body?: object,
): Promise<{ readonly status: number; readonly body: T }> {
  const response = await by.send(method, `/api/v1${path}`, body);
  return { status: response.status, body: (await response.json()) as T };
}
