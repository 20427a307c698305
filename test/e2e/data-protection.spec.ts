import { afterAll, describe, expect, it } from '@jest/globals';
import type { CreditorId } from '@app/domain';
import pg from 'pg';
import { ErasureJobs } from '../../apps/hub/src/data-protection/erasure-jobs.js';
import { openPost } from '../support/case-story.js';
import { A_PERSON, CollectionStory } from '../support/collection-story.js';
import { tellStory } from '../support/story.js';

const post = await openPost();

interface Plan {
  readonly erased: readonly string[];
  readonly parts: readonly { readonly part: string; readonly may: boolean; readonly from: string | null }[];
}
interface Accesses {
  readonly accesses: readonly {
    readonly opened: string;
    readonly subjectId: string;
    readonly reason: string | null;
  }[];
}

/** What the hub knows of the person, in the words in which it came. */
const WORDS = ['Testesen', 'prove@debtor.example', 'Eksempelveien 1', 'hunden', 'sykehuset', '11122233344'];

describe('what is kept of a person', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  /** Tables of the hub that hold one of the words, with the words. */
  const traces = async (): Promise<string[]> => {
    const admin = new pg.Client({ connectionString: story.hub.db.adminUrl });
    await admin.connect();
    const { rows } = await admin.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'accounts')`,
    );
    const found: string[] = [];
    for (const { name } of rows)
      for (const word of WORDS) {
        const hit = await admin.query(`select from ${name} x where x::text ilike $1 limit 1`, [`%${word}%`]);
        if (hit.rowCount) found.push(`${name}: ${word}`);
      }
    await admin.end();
    return found;
  };

  it('is exported whole, logged when it is opened, and erased as soon as the law lets it, in three parts', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver();
    const person = company.customer({ ...A_PERSON, organizationNumber: '11122233344' });
    const invoice = company.invoice('1200.00', { customerId: person.id });
    await company.pullNow();
    await cases.until(invoice, 'reminder');
    const file = await cases.of(invoice);
    await story.api.post(`${company.creditor}/cases/${file.id}/notes`, {
      by: 'kari',
      kind: 'call-in',
      text: 'Ringte om hunden.',
    });
    await cases.circumstance(file, 'vulnerable', {
      care: 'adapted',
      on: story.today,
      reason: 'Er på sykehuset.',
    });
    const debtor = await cases.debtor(file);

    // Seen on the page: not the national id. On purpose, with a reason: that, too, and it is written down.
    const shown = await story.api.get<{ organisationNumber: string | null }>(debtor);
    expect(shown.organisationNumber).toBe('•••••••••••');
    const disclosed = await story.api.post<{ organisationNumber: string | null }>(`${debtor}/disclosures`, {
      reason: 'Kravet gjelder en annen med samme navn.',
    });
    expect(disclosed.organisationNumber).toBe('11122233344');

    const document = JSON.stringify(await story.api.get<object>(`${debtor}/personal-data`));
    for (const word of WORDS) expect(document).toContain(word);
    const log = await story.api.get<Accesses>(`${company.creditor}/personal-data-accesses?limit=500`);
    const opened = new Set(log.accesses.map((access) => access.opened));
    for (const one of ['case', 'letters', 'debtor', 'debtor-sensitive', 'debtor-export'])
      expect([...opened]).toContain(one);
    expect(log.accesses.find((access) => access.opened === 'debtor-sensitive')?.reason).toMatch(/samme navn/);
    // Of the debtor with all cases: the whole log, here.
    const ofDebtor = await story.api.get<Accesses>(
      `${company.creditor}/personal-data-accesses?limit=500&debtorId=${debtor.replace(/.*\//, '')}`,
    );
    expect(ofDebtor.accesses).toEqual(log.accesses);
    expect(log.accesses.find((access) => access.opened === 'case')).toMatchObject({
      subjectId: file.id,
      caseReference: file.reference,
      actorName: null,
    });
    // A page that asks again is one look.
    await story.api.get(debtor);
    const again = await story.api.get<Accesses>(`${company.creditor}/personal-data-accesses?limit=500`);
    expect(again.accesses).toHaveLength(log.accesses.length);

    const erase = () => story.api.post(`${debtor}/erasure`, { reason: 'asked-by-the-debtor' });
    await expect(erase()).rejects.toThrow('erasure-case-open');
    const { total } = await cases.owes(invoice);
    await company.settlesAndBooks(invoice, { amount: total });
    await company.pullNow();
    expect(await cases.of(invoice)).toMatchObject({ state: 'closed' });
    await expect(erase()).rejects.toThrow('erasure-retained');
    const plan = await story.api.get<Plan>(`${debtor}/erasure`);
    expect(plan.parts.map(({ part, may }) => `${part} ${may}`)).toEqual([
      'sensitive false',
      'case-file false',
      'books false',
    ]);

    story.later({ days: 190 });
    expect(await erase()).toMatchObject({
      erased: ['sensitive'],
      kept: [{ part: 'case-file' }, { part: 'books' }],
    });
    expect(
      await story.rows('select id from case_debtor where contact_points::text like $1', ['%@%']),
    ).toEqual([]);

    story.later({ days: 1_000 });
    const creditorId = company.creditor.replace(/.*\//, '') as CreditorId;
    const nightly = () =>
      story.hub.app.get(ErasureJobs, { strict: false }).run(creditorId, new AbortController().signal);
    expect(await nightly()).toBe(1);
    expect(await nightly()).toBe(0);
    await story.rows('delete from idempotent_request');
    expect(await traces()).toEqual([]);

    // What the books need is there still, under another name.
    const [left] = await story.rows<{ name: string; sum: string }>(
      `select b.name, (select sum(amount_minor)::text from case_movement) as sum from case_debtor b`,
    );
    expect(left?.name).toMatch(/^erased-\w{8}$/);
    expect(left?.sum).toBe(total.replace('.', ''));
    const audit = await story.rows<{ detail: { parts: string[] } }>(
      `select detail from audit_entry where action = 'case-debtor.erased' order by at`,
    );
    expect(audit.map(({ detail }) => detail.parts)).toEqual([['sensitive'], ['case-file']]);
    story.later({ days: 2_000 });
    expect(await nightly()).toBe(1);
    await expect(erase()).rejects.toThrow('already-erased');
    expect(await story.api.get<Plan>(`${debtor}/erasure`)).toMatchObject({ parts: [] });

    // Nobody overwrites history otherwise: not by hand, and not by the function without an entry in the audit log.
    await expect(
      story.hub.db.database.asCreditor(creditorId, (tx) =>
        tx.query(`set local kravhub.erasing = 'on'; update case_note set text = 'x'`),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      story.hub.db.database.asCreditor(creditorId, (tx) =>
        tx.query(`select erase_debtor_history(gen_random_uuid(), '{}', '{}')`),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  }, 240_000);
});
