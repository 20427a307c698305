import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { addDays } from '@app/domain';
import { openPost } from '../support/case-story.js';
import { A_PERSON, CollectionStory } from '../support/collection-story.js';
import { tellStory } from '../support/story.js';

interface Page {
  readonly debtorName: string;
  readonly resting: boolean;
  readonly objectionOpen: boolean;
  readonly deferredUntilOn: string | null;
  readonly owed: { readonly total: { readonly amount: string } };
  readonly lines: readonly { readonly amount: { readonly amount: string } }[];
  readonly pay: { readonly account: string; readonly reference: string } | null;
  readonly letters: readonly { readonly id: string; readonly hasDocument: boolean }[];
  readonly plan: {
    readonly id: string;
    readonly state: string;
    readonly instalments: readonly unknown[];
  } | null;
}

const post = await openPost();

describe('the debtor’s page', () => {
  const story = tellStory({ environment: { ...post.environment, PUBLIC_URL: 'https://hub.example' } });
  afterAll(() => post.stop());

  const ask = (method: string, path: string, secret?: string, body?: object): Promise<Response> =>
    fetch(`${story.hub.url}/api/v1/debtor-page${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const open = (link: string, code: string) => ask('POST', '/open', undefined, { link, code });
  const page = async (secret: string): Promise<Page> => (await (await ask('GET', '', secret)).json()) as Page;

  const begin = async () => {
    const company = await story.company();
    const desk = new CollectionStory(story, company);
    await desk.takeOver();
    const invoice = company.invoice('1200.00', { customerId: company.customer(A_PERSON).id });
    await company.pullNow();
    await desk.untilLetter(invoice, 'reminder');
    const { text } = await desk.letter(invoice, 'reminder');
    const [, link = '', code = ''] =
      /hub\.example\/d\/([\w-]+)[\s\S]*?([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(text) ?? [];
    const enter = async (): Promise<string> => {
      const opened = await open(link.toUpperCase(), code.toLowerCase());
      return ((await opened.json()) as { visitSecret: string }).visitSecret;
    };
    return { company, desk, invoice, link, code, enter };
  };

  it('shows what is owed and how to pay, and agrees on a plan that the debtor says yes to', async () => {
    const { desk, invoice, enter } = await begin();
    const secret = await enter();
    const shown = await page(secret);
    const { total } = await desk.owes(invoice);
    expect(shown).toMatchObject({
      debtorName: 'Prøve T.',
      resting: false,
      owed: { total: { amount: total } },
    });
    const sum = shown.lines.reduce((minor, { amount }) => minor + BigInt(amount.amount.replace('.', '')), 0n);
    expect(sum).toBe(BigInt(total.replace('.', '')));
    expect(shown.pay?.account).toBe('00000000000');
    const pdf = await ask('GET', `/letters/${shown.letters.find((one) => one.hasDocument)?.id}/pdf`, secret);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');

    const wish = { perMonth: '500.00', firstDueOn: addDays(story.today, 14) };
    expect(await (await ask('POST', '/plans', secret, wish)).json()).toEqual({ granted: true });
    const { plan } = await page(secret);
    expect(plan?.state).toBe('proposed');
    expect((await ask('POST', `/plans/${plan?.id}/accept`, secret)).status).toBe(204);
    expect((await page(secret)).plan?.state).toBe('running');
    const agreed = (await desk.events(invoice)).find(({ kind }) => kind === 'plan-proposed');
    expect(agreed?.actor).toMatch(/^debtor:/);
  }, 240_000);

  it('grants time at once; beyond the authority the case rests and a person is asked', async () => {
    const { desk, invoice, enter } = await begin();
    const secret = await enter();
    expect(await (await ask('POST', '/more-time', secret, { days: 14 })).json()).toEqual({ granted: true });
    expect((await page(secret)).deferredUntilOn).not.toBeNull();
    expect(await (await ask('POST', '/more-time', secret, { days: 180 })).json()).toEqual({ granted: false });
    expect(await desk.told(invoice)).toEqual(expect.arrayContaining(['pause-begun', 'creditor-asked']));
  }, 240_000);

  it('stops everything when the debtor objects, or tells that life is hard', async () => {
    const { desk, invoice, enter } = await begin();
    const secret = await enter();
    const words = { concerns: 'paid-already', words: 'Jeg betalte dette i forrige uke.' };
    expect((await ask('POST', '/objections', secret, words)).status).toBe(204);
    expect(await page(secret)).toMatchObject({ objectionOpen: true, resting: true });
    expect((await ask('POST', '/hardship', secret, {})).status).toBe(204);
    const holds = await desk.holds(invoice);
    expect(holds).toContain('objection-open');
    const changed = (await desk.events(invoice)).find(({ kind }) => kind === 'debtor-changed');
    expect(changed?.actor).toMatch(/^debtor:/);
  }, 240_000);

  it('gives one answer to every wrong key, locks after five codes, and opens nothing once revoked', async () => {
    const { desk, invoice, link, code, enter } = await begin();
    const secret = await enter();
    const strange = await (await open('aaaa-bbbb-cccc', code)).json();
    const wrong = await (await open(link, 'AAAA-AAAA')).json();
    const { requestId: _one, ...said } = strange as Record<string, unknown>;
    const { requestId: _other, ...alsoSaid } = wrong as Record<string, unknown>;
    expect(alsoSaid).toEqual(said);
    for (let left = 4; left > 0; left -= 1) await open(link, 'AAAA-AAAA');
    expect((await open(link, code)).status).toBe(401);
    story.later({ minutes: 16 });
    expect((await open(link, code)).status).toBe(200);
    await story.api.post(`${await desk.path(invoice)}/debtor-page/revoke`);
    expect((await open(link, code)).status).toBe(401);
    expect((await ask('GET', '', secret)).status).toBe(401);
    const stored = await story.rows<{ digests: string }>(
      'select string_agg(link_digest || code_digest, $1) as digests from debtor_page_key',
      [' '],
    );
    expect(stored[0]?.digests).not.toContain(code);
  }, 240_000);
});
