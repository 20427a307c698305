import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, newId, systemClock } from '@app/domain';
import { NoticeJobs } from '../../../apps/hub/src/notices/notice-jobs.js';
import type { Browser } from '../../support/browser.js';
import type { Post } from '../../support/case-story.js';
import type { TestHub } from '../../support/hub.js';
import { PeopleStory } from '../../support/people-story.js';

describe('people are told', () => {
  let story: PeopleStory;
  let post: Post;
  let hub: TestHub;
  let owner: Browser;
  let north: CreditorId;
  let south: CreditorId;

  beforeAll(async () => {
    story = await PeopleStory.begin();
    ({ post, hub, owner, north, south } = story);
    await story.ownerComesIn();
  });
  afterAll(() => story.end());

  const organisation = (name: string, kind: string, creditorId?: string) =>
    story.organisation(name, kind, creditorId);
  const joined = (organisationId: string, role: string) => story.joined(organisationId, role);

  it('on an open page of changes within reach, of nothing else, and only while signed in', async () => {
    const reader = await joined(await organisation('Granly to', 'creditor', north), 'reader');
    const changed = (creditorId: string, topic: string) =>
      hub.db.database.asOperator((tx) =>
        tx.query(`select pg_notify('kravhub_changes', $1)`, [`${creditorId} ${topic}`]),
      );
    const response = await reader.send('GET', '/api/v1/me/live');
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    const untilTold = async (what: string): Promise<void> => {
      while (!told.includes(what)) {
        const { value, done } = (await stream?.read()) ?? { done: true };
        if (done) throw new Error(`The stream ended before ${what}: ${told}`);
        told += value;
      }
    };
    await untilTold('event: ready');
    await changed(south, 'claims');
    await changed(north, 'runs');
    await untilTold('event: change');
    expect(told).toContain(`data: {"creditorId":"${north}","topics":["runs"]}`);
    expect(told).not.toContain(south);

    for (let open = 1; open < 8; open += 1)
      expect((await reader.send('GET', '/api/v1/me/live')).status).toBe(200);
    expect(await reader.outcome('GET', '/me/live')).toBe('429 too-many-streams');
    await reader.send('POST', '/api/auth/sign-out', {});
    await changed(north, 'money');
    let rest = '';
    for (;;) {
      const { value, done } = (await stream?.read()) ?? { done: true };
      if (done) break;
      rest += value;
    }
    expect(rest).not.toContain('change');
  });

  it('by mail, once for each time, of what they may mend', async () => {
    const firm = await organisation('Tall & Tid AS', 'accounting-firm');
    const accountant = await joined(firm, 'accountant');
    const reader = await joined(firm, 'reader');
    expect(await owner.outcome('POST', `/creditors/${south}/access`, { organisationId: firm })).toBe('204');
    expect(await accountant.get('/me/notices')).toEqual({ mode: 'at-once' });
    expect(await owner.get('/me/notices')).toEqual({ mode: 'off' });
    const connectionId = newId(systemClock);
    await hub.db.database.asCreditor(south, (tx) =>
      tx.query(
        `insert into connection (creditor_id, id, grant_id, connector_key, company_key, company_name, state, blocked_reason,
           failures_in_row, preflight, write_back_mode, case_status_available, created_at)
         values ($1, $2, $2, 'tripletex', '1', 'Sørby AS', 'blocked', 'sign-in', 1, '[]', 'automatic', false, now())`,
        [south, connectionId],
      ),
    );
    const run = () => hub.app.get(NoticeJobs, { strict: false }).run(new AbortController().signal);
    const toldOf = () =>
      post.mails().filter((mail) => JSON.stringify(mail).includes(`/companies/${south}/connection`));
    const setState = (state: string) =>
      hub.db.database.asCreditor(south, (tx) => tx.query('update connection set state = $1', [state]));
    await run();
    await run();
    const [mail, ...others] = toldOf().filter((one) => JSON.stringify(one).includes('accountant.'));
    expect(mail).toBeDefined();
    expect(others).toEqual([]);
    // Whoever may not mend it is not told, nor who did not ask to be.
    for (const address of ['reader.', 'kari@'])
      expect(toldOf().filter((one) => JSON.stringify(one).includes(address))).toEqual([]);

    // Mended, and broken again: that is another time, and now the accountant wants it in the morning.
    expect(await accountant.outcome('PUT', '/me/notices', { mode: 'daily' })).toBe('200');
    expect(await accountant.outcome('PUT', '/me/notices', { mode: 'sometimes' })).toBe('422 unfit-fields');
    await setState('active');
    await run();
    await setState('blocked');
    const before = toldOf().length;
    await run();
    const toAccountant = () => toldOf().filter((one) => JSON.stringify(one).includes('accountant.')).length;
    expect(toAccountant()).toBe(1);
    expect(toldOf().length).toBeGreaterThanOrEqual(before);
    const morning = () =>
      hub.db.database.asOperator((tx) => tx.query(`update notice set not_before = '2026-01-01'`));
    await morning();
    await run();
    expect(toAccountant()).toBe(2);

    // Access that was taken back before the mail left ends it.
    await setState('active');
    await run();
    await setState('blocked');
    await run();
    expect(await owner.outcome('DELETE', `/creditors/${south}/access/${firm}`)).toBe('204');
    await morning();
    await run();
    expect(toAccountant()).toBe(2);
    expect(await reader.get('/me/notices')).toEqual({ mode: 'at-once' });
  });

  it('by mail, of what waits for another person than the one who asked', async () => {
    const granly = await organisation('Granly tre', 'creditor', north);
    const boss = await joined(granly, 'owner');
    await joined(granly, 'accountant');
    await joined(granly, 'approver');
    const choose = (subjects: string[]) =>
      boss.outcome('PUT', `/creditors/${north}/second-person-rule`, { subjects });
    expect(await choose(['hand-over'])).toBe('200');
    expect(await choose([])).toBe('202');
    await hub.app.get(NoticeJobs, { strict: false }).run(new AbortController().signal);
    const of = (role: string): number =>
      post
        .mails()
        .map((mail) => JSON.stringify(mail))
        .filter((mail) => mail.includes(`${role}.${granly.slice(-6)}`))
        .filter((mail) => mail.includes(`/companies/${north}/second-person`)).length;
    expect(['owner', 'accountant', 'approver'].map(of)).toEqual([0, 1, 0]);
  });

  it('of what the collector asks beyond the authority, those who may say yes', async () => {
    const approver = await organisation('Granly tre', 'creditor', north);
    await joined(approver, 'approver');
    await joined(approver, 'accountant');
    await hub.db.database.asCreditor(north, (tx) =>
      tx.query(
        `insert into case_task (creditor_id, case_id, id, key, title, detail, due_on, state, created_at, created_by)
         values ($1, $2, $2, 'creditor-approves:deferral', 'Mer tid', '{}', '2026-12-01', 'open', now(), 'test')`,
        [north, newId(systemClock)],
      ),
    );
    await hub.app.get(NoticeJobs, { strict: false }).run(new AbortController().signal);
    const asked = post
      .mails()
      .filter((mail) => JSON.stringify(mail).includes(`/companies/${north}/requests`));
    const told = asked.map(({ to }) => String(to));
    expect(told).toContain(`approver.${approver.slice(-6)}@kontor.example`);
    expect(told.filter((to) => /^(accountant|reader)\./.test(to))).toEqual([]);
  });
});
