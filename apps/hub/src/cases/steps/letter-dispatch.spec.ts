import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Environment } from '../../config/environment.js';
import type { SendResult } from '../../dispatch/message-channel.js';
import type { MessageChannels } from '../../dispatch/message-channels.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import type { Scheduler } from '../../scheduler/scheduler.js';
import { invoice } from '../../sync/testing/invoices.js';
import { RoadBench } from '../../sync/testing/road-bench.js';
import type { CasePass } from '../pass/case-pass.js';
import { STANDARD_SETTINGS } from '../settings/collection-settings.js';
import type { LetterCheck } from './letter-check.js';
import { LetterDispatch } from './letter-dispatch.js';
import { LetterSender } from './letter-sender.js';
import { LetterStore } from './letter-store.js';
import type { StepWork } from './step-work.js';
import { CaseParts } from '../testing/case-parts.js';

const NEVER = new AbortController().signal;

/** A channel that answers as told, or whose process dies while it answers. */
class ScriptedChannel {
  readonly sent: string[] = [];
  repeat: 'same-result' | 'may-arrive-twice' = 'same-result';
  answer: SendResult | 'killed' = { outcome: 'accepted', reference: 'r-1' };

  async send({ id }: { readonly id: string }): Promise<SendResult> {
    this.sent.push(id);
    if (this.answer === 'killed') throw new Error('killed');
    return this.answer;
  }
}

describe('LetterDispatch', () => {
  let bench: RoadBench;
  let channel: ScriptedChannel;
  let dispatch: LetterDispatch;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    await bench.reset();
    channel = new ScriptedChannel();
    const { clock, database } = bench;
    const channels = { of: () => ({ isOn: true, channel }) } as unknown as MessageChannels;
    const { book, opening } = new CaseParts(database, clock);
    dispatch = new LetterDispatch(
      database,
      noJobs,
      {} as Scheduler,
      {} as Environment,
      channels,
      new LetterSender(channels),
      new LetterStore(noJobs, clock),
      { sendOtherwise: async () => false } as unknown as StepWork,
      {} as LetterCheck,
      {
        terms: async () => ({
          creditor: { country: 'NO' },
          settings: STANDARD_SETTINGS,
          today: '2026-03-02',
        }),
      } as unknown as CasePass,
      book,
      clock,
    );
    await bench.inCollection(invoice('1'));
    await opening.run(bench.creditorId, NEVER);
    await bench.rows(
      `insert into case_letter (creditor_id, case_id, id, kind, channel, language, recipient, template, input, text, state,
         not_before, created_at)
       select creditor_id, id, id, 'friendly-reminder', 'sms', 'nb', '{"name": "x", "value": "+4700001234"}', 't', '{}', 'Hei', 'planned',
         $1, $1 from debt_case`,
      [bench.clock.now()],
    );
  });

  const run = () => dispatch.run(bench.creditorId, NEVER);
  const letter = async () =>
    (
      await bench.rows<{ state: string; attempts: number; externalId: string | null }>(
        `select state, attempts, external_id as "externalId" from case_letter`,
      )
    )[0];
  const tasks = () => bench.rows<{ key: string }>('select key from case_task');

  it('sends a letter once, and keeps what the channel calls it', async () => {
    await run();
    await run();
    expect(channel.sent).toHaveLength(1);
    expect(await letter()).toEqual({ state: 'sent', attempts: 1, externalId: 'r-1' });
  });

  it('does not send again by itself what may have left, where the channel cannot tell', async () => {
    channel.repeat = 'may-arrive-twice';
    channel.answer = 'killed';
    await expect(run()).rejects.toThrow('killed');
    expect(await letter()).toMatchObject({ state: 'sending' });
    channel.answer = { outcome: 'accepted', reference: 'r-2' };
    await run();
    await run();
    expect(channel.sent).toHaveLength(1);
    expect(await letter()).toMatchObject({ state: 'unknown' });
    expect(await tasks()).toEqual([{ key: expect.stringMatching(/^unknown:/) }]);
  });

  it('sends the same message again where the channel knows it by its id', async () => {
    channel.answer = 'killed';
    await expect(run()).rejects.toThrow('killed');
    channel.answer = { outcome: 'accepted', reference: 'r-1' };
    await run();
    expect(new Set(channel.sent).size).toBe(1);
    expect(await letter()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('waits where nothing was sent, and gives up to a person after some tries', async () => {
    channel.answer = { outcome: 'not-sent', reason: 'away', retryAfterMs: 1_000 };
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await run();
      bench.clock.advanceMs(1_000);
    }
    expect(channel.sent).toHaveLength(8);
    expect(await letter()).toMatchObject({ state: 'refused' });
    expect(await tasks()).toEqual([{ key: 'no-channel' }]);
  });
});
