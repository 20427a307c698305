import type { Clock } from '@app/domain';
import { LetterRenderer } from '@app/letters';
import type { Database } from '../../database/database.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import { invoice } from '../../sync/testing/invoices.js';
import type { RoadBench } from '../../sync/testing/road-bench.js';
import { LetterCheck } from '../steps/letter-check.js';
import { LetterStore } from '../steps/letter-store.js';
import { StepPreparation } from '../steps/step-preparation.js';
import { StepWork } from '../steps/step-work.js';
import { CaseParts } from './case-parts.js';

const NEVER = new AbortController().signal;
const ACTOR = { kind: 'test', id: 'test' };

/** What takes steps and looks at their letters, put together as the module does it. */
export class StepParts extends CaseParts {
  readonly letters: LetterStore;
  readonly steps: StepWork;
  readonly check: LetterCheck;

  constructor(database: Database, clock: Clock) {
    super(database, clock);
    const { pass, reader, assessments, book } = this;
    this.letters = new LetterStore(noJobs, clock);
    const preparation = new StepPreparation(this.letters, new LetterRenderer(), clock);
    this.steps = new StepWork(database, pass, reader, assessments, book, this.letters, preparation, clock);
    this.check = new LetterCheck(database, pass, reader, book, this.letters, preparation, this.steps, clock);
  }
}

/** A case of one claim of 1 000, with settings and approvals, in the country. */
export async function beginCase(
  bench: RoadBench,
  { pass, settings }: StepParts,
  country: 'NO' | 'SE',
  kind: 'person' | 'company',
): Promise<void> {
  const item = invoice('1');
  const address = { lines: ['Eksempelveien 1'], postalCode: '0000', city: 'Eksempelvik' };
  await bench.inCollection({
    ...item,
    debtor: { ...item.debtor, kind, emails: ['a@debtor.example'], address },
  });
  await pass.run(bench.creditorId, NEVER);
  const currency = country === 'SE' ? 'SEK' : 'NOK';
  await bench.rows(`update creditor set country = $1, currency = $2`, [country, currency]);
  await bench.rows(`update debt_case set currency = $1, revision = revision + 1`, [currency]);
  await bench.rows(`update case_debtor set language = $1`, [country === 'SE' ? 'sv' : 'nb']);
  await bench.tx(async (tx) => {
    const current = await settings.current(tx, bench.creditorId);
    const sender = {
      name: 'Nordlys Inkasso',
      addressLines: ['Eksempelgata 12', '0000 Eksempelvik'],
      telephone: '0000 12 34',
      telephoneHours: { weekdays: ['08', '20'] as [string, string] },
      email: 'hjelp@inkasso.example',
    };
    await settings.add(
      tx,
      bench.creditorId,
      {
        ...current,
        sender,
        payToAccount: '00000000000',
        claimSubject: 'Varer',
        creditorLettersConfirmed: false,
      },
      ACTOR,
    );
    await settings.approve(tx, bench.creditorId, 'process', ACTOR);
    await settings.approve(tx, bench.creditorId, 'channels', ACTOR);
  });
}
