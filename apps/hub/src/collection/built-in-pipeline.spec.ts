import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClaimId, type CreditorId, newId } from '@app/domain';
import { testClock } from '../../../../test/support/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { caseReference } from '../outbox/case-reference.js';
import { BuiltInPipeline } from './built-in-pipeline.js';
import {
  type CollectionPipeline,
  MESSAGES_MAX,
  type MessageResult,
  type PipelineMessage,
  PipelineUnavailableError,
} from './collection-pipeline.js';
import { describeCollectionPipeline, type HeldClaim } from './testing/collection-pipeline-conformance.js';

const clock = testClock();
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** Nobody opens cases here. */
const nobody = { tell: async () => {} };
const newCreditor = () => newId<'CreditorId'>(clock) as CreditorId;
const held = async (creditorId: CreditorId, claimId: ClaimId): Promise<HeldClaim | undefined> => {
  const [row] = await test.database.asCreditor(creditorId, (tx) =>
    tx.query<HeldClaim>(
      `select state, outstanding_minor as "outstandingMinor" from collected_claim where claim_id = $1`,
      [claimId],
    ),
  );
  return row;
};

/** Its caller dies between the commit and the answer. */
class ForgetfulPipeline implements CollectionPipeline {
  losesNext = false;

  constructor(private readonly real: CollectionPipeline) {}

  async deliver(
    creditorId: CreditorId,
    messages: readonly PipelineMessage[],
  ): Promise<readonly MessageResult[]> {
    const results = await this.real.deliver(creditorId, messages);
    if (!this.losesNext) return results;
    this.losesNext = false;
    throw new PipelineUnavailableError('The answer was lost.');
  }
}

describeCollectionPipeline('BuiltInPipeline', async () => {
  const creditorId = newCreditor();
  const pipeline = new ForgetfulPipeline(new BuiltInPipeline(test.database, nobody, clock));
  return {
    pipeline,
    creditorId,
    messagesMax: MESSAGES_MAX,
    held: (claimId) => held(creditorId, claimId),
    loseNextAnswer: () => void (pipeline.losesNext = true),
  };
});

describe('BuiltInPipeline', () => {
  const claimId = newId<'ClaimId'>(clock) as ClaimId;
  const message = (payload: PipelineMessage['payload']): PipelineMessage => ({
    claimId,
    sequence: 1,
    kind: 'hand-over',
    payload,
  });
  const deliver = (creditorId: CreditorId, ...messages: PipelineMessage[]) =>
    new BuiltInPipeline(test.database, nobody, clock).deliver(creditorId, messages);

  it('calls the case by its reference', async () => {
    const [result] = await deliver(newCreditor(), message({ currency: 'NOK', outstandingMinor: '1' }));
    expect(result).toMatchObject({ outcome: 'accepted', reference: caseReference(claimId) });
  });

  it('takes no more than the port allows', async () => {
    const many = Array.from({ length: MESSAGES_MAX + 1 }, () => message({}));
    await expect(deliver(newCreditor(), ...many)).rejects.toThrow(RangeError);
  });

  it('takes nothing of a batch with a demand of nothing', async () => {
    const creditorId = newCreditor();
    const good = { ...message({ currency: 'NOK', outstandingMinor: '1' }), claimId: newId(clock) as ClaimId };
    await expect(deliver(creditorId, good, message({ currency: 'NOK' }))).rejects.toThrow(TypeError);
    expect(await held(creditorId, good.claimId)).toBeUndefined();
  });

  it("does not touch another creditor's claim of the same id", async () => {
    const [mine, theirs] = [newCreditor(), newCreditor()];
    await deliver(mine, message({ currency: 'NOK', outstandingMinor: '100' }));
    await deliver(theirs, { claimId, sequence: 2, kind: 'withdraw', payload: {} });
    expect(await held(mine, claimId)).toMatchObject({ state: 'open' });
    expect(await held(theirs, claimId)).toBeUndefined();
  });
});
