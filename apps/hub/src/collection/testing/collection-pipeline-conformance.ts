import { beforeEach, describe, expect, it } from '@jest/globals';
import { type ClaimId, type CreditorId, type JsonObject, newId, systemClock } from '@app/domain';
import type { OutboxKind } from '../../outbox/outbox-message.entity.js';
import {
  type CollectionPipeline,
  type PipelineMessage,
  PipelineUnavailableError,
} from '../collection-pipeline.js';

/** What a pipeline holds of a claim, in the suite's words; undefined when it never got it. */
export interface HeldClaim {
  readonly state: 'open' | 'paused' | 'withdrawn' | 'closed';
  readonly outstandingMinor: bigint;
}

/** A pipeline under test, with a window into what it holds. Opened anew for each test. */
export interface PipelineUnderTest {
  readonly pipeline: CollectionPipeline;
  readonly creditorId: CreditorId;
  /** As many messages as it must take in at a time. */
  readonly messagesMax: number;
  held(claimId: ClaimId): Promise<HeldClaim | undefined>;
  /** What is sent next is taken in, and nobody hears of it. */
  loseNextAnswer(): void;
}

/** What every pipeline must do with the hub's messages, whoever stands behind it. */
export function describeCollectionPipeline(name: string, open: () => Promise<PipelineUnderTest>): void {
  describe(`${name} as a collection pipeline`, () => {
    let test: PipelineUnderTest;
    let claimId: ClaimId;
    beforeEach(async () => {
      test = await open();
      claimId = newClaimId();
    });

    const send = (...messages: readonly PipelineMessage[]) =>
      test.pipeline.deliver(test.creditorId, messages);
    const say = (sequence: number, kind: OutboxKind, payload: JsonObject = {}) =>
      send({ claimId, sequence, kind, payload });
    const left = (outstandingMinor: string, amountMinor = '1') => ({ amountMinor, outstandingMinor });
    const expectHeld = async (state: HeldClaim['state'], outstandingMinor: bigint) =>
      expect(await test.held(claimId)).toEqual({ state, outstandingMinor });

    describe('taking claims in', () => {
      it('answers for each one, in a batch as large as it is told that they come', async () => {
        const batch = Array.from({ length: test.messagesMax }, () => handOver(newClaimId()));
        const results = await send(...batch);
        expect(results.map(({ claimId: id }) => id).sort()).toEqual(
          batch.map(({ claimId: id }) => id).sort(),
        );
        expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
        const references = results.flatMap((result) =>
          result.outcome === 'accepted' ? [result.reference] : [],
        );
        expect(new Set(references).size).toBe(test.messagesMax);
      });

      it('holds what is demanded', async () => {
        await send(handOver(claimId));
        await expectHeld('open', 100_000n);
      });

      it('gives the same answer to a repeat, and holds the claim once', async () => {
        const first = await send(handOver(claimId));
        expect(await send(handOver(claimId))).toEqual(first);
        await expectHeld('open', 100_000n);
      });

      it('takes the newer demand of a hand-over whose answer was lost', async () => {
        await send(handOver(claimId));
        await send(handOver(claimId, 1, '60000'));
        await expectHeld('open', 60_000n);
      });

      it('takes a claim in again after its withdrawal, and no older hand-over', async () => {
        await send(handOver(claimId));
        await say(2, 'withdraw');
        await send(handOver(claimId));
        await expectHeld('withdrawn', 100_000n);
        await send(handOver(claimId, 3, '70000'));
        await expectHeld('open', 70_000n);
      });

      it('keeps the order of one claim inside a batch', async () => {
        const withdrawal = { claimId, sequence: 2, kind: 'withdraw', payload: {} } as const;
        expect(await send(handOver(claimId), withdrawal, handOver(claimId, 3, '70000'))).toHaveLength(3);
        await expectHeld('open', 70_000n);
      });
    });

    describe('when the answer to a hand-over is lost', () => {
      beforeEach(async () => {
        test.loseNextAnswer();
        await expect(send(handOver(claimId))).rejects.toThrow(PipelineUnavailableError);
      });

      it('holds the claim once, and says so when it is asked again', async () => {
        const [answer] = await send(handOver(claimId));
        expect(answer).toMatchObject({ claimId, sequence: 1, outcome: 'accepted' });
        expect(await send(handOver(claimId))).toEqual([answer]);
        await expectHeld('open', 100_000n);
      });

      it('takes the newer demand', async () => {
        expect(await send(handOver(claimId, 1, '60000'))).toMatchObject([{ outcome: 'accepted' }]);
        await expectHeld('open', 60_000n);
      });

      it('takes the newer demand also when that answer is lost too', async () => {
        test.loseNextAnswer();
        await expect(send(handOver(claimId, 1, '60000'))).rejects.toThrow(PipelineUnavailableError);
        await send(handOver(claimId, 1, '60000'));
        await expectHeld('open', 60_000n);
        await send(handOver(claimId, 1, '50000'));
        await expectHeld('open', 50_000n);
      });

      it('gives the claim back when it is withdrawn before anybody knew', async () => {
        await say(2, 'withdraw', { reason: 'A mistake.' });
        expect(await test.held(claimId)).toMatchObject({ state: 'withdrawn' });
      });

      it('tells each of a batch apart: what is new is taken in beside it', async () => {
        const others = [newClaimId(), newClaimId()];
        const results = await send(handOver(claimId), ...others.map((other) => handOver(other)));
        expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
        for (const other of others)
          expect(await test.held(other)).toEqual({ state: 'open', outstandingMinor: 100_000n });
      });
    });

    it('accepts the withdrawal of a claim that it never got', async () => {
      expect(await say(2, 'withdraw')).toMatchObject([{ claimId, sequence: 2, outcome: 'accepted' }]);
      expect(['withdrawn', undefined]).toContain((await test.held(claimId))?.state);
    });

    describe('with a claim that it holds', () => {
      beforeEach(() => send(handOver(claimId)));

      it('pauses, and resumes', async () => {
        await say(2, 'pause', { reason: 'vanished' });
        await expectHeld('paused', 100_000n);
        await say(3, 'resume');
        await expectHeld('open', 100_000n);
      });

      it('pauses at an objection', async () => {
        await say(2, 'objection', { reason: 'Never ordered.' });
        await expectHeld('paused', 100_000n);
      });

      it.each<OutboxKind>(['direct-payment', 'credit-note', 'write-off'])('follows a %s', async (kind) => {
        await say(2, kind, left('40000', '60000'));
        await expectHeld('open', 40_000n);
        await say(3, kind, left('0', '40000'));
        await expectHeld('closed', 0n);
      });

      it('keeps a paused claim paused when a part is paid', async () => {
        await say(2, 'pause', {});
        await say(3, 'direct-payment', left('40000', '60000'));
        await expectHeld('paused', 40_000n);
      });

      it('takes a payment back', async () => {
        await say(2, 'direct-payment', left('40000', '60000'));
        await say(3, 'direct-payment', left('100000', '-60000'));
        await expectHeld('open', 100_000n);
      });

      it('opens a claim again that was paid', async () => {
        await say(2, 'direct-payment', left('0', '100000'));
        await say(3, 'reopened', { outstandingMinor: '40000' });
        await expectHeld('open', 40_000n);
      });

      it('counts a repeated message once', async () => {
        await say(2, 'direct-payment', left('40000', '60000'));
        await say(2, 'direct-payment', left('40000', '60000'));
        await expectHeld('open', 40_000n);
      });

      it('accepts an older message without going back to it', async () => {
        await say(3, 'resume');
        await say(4, 'direct-payment', left('40000', '60000'));
        expect(await say(2, 'pause')).toMatchObject([{ sequence: 2, outcome: 'accepted' }]);
        expect(await say(3, 'direct-payment', left('90000'))).toMatchObject([{ outcome: 'accepted' }]);
        await expectHeld('open', 40_000n);
      });

      it('lets go at a withdrawal, whatever came before', async () => {
        await say(2, 'pause', {});
        await say(3, 'withdraw', { reason: 'A mistake.' });
        expect(await test.held(claimId)).toMatchObject({ state: 'withdrawn' });
      });

      it('takes messages of one batch in by their numbers, in whatever order they are given', async () => {
        const kinds = ['direct-payment', 'pause', 'resume', 'objection'] as const;
        const batch = kinds.map((kind, index): PipelineMessage => {
          const payload = kind === 'direct-payment' ? left('40000', '60000') : {};
          return { claimId, sequence: index + 2, kind, payload };
        });
        const results = await send(...batch.toReversed());
        expect(results.map(({ sequence }) => sequence).sort()).toEqual([2, 3, 4, 5]);
        await expectHeld('paused', 40_000n);
      });

      it('answers a repeated batch as the first time, and goes back to nothing', async () => {
        const batch: PipelineMessage[] = [
          { claimId, sequence: 2, kind: 'credit-note', payload: left('40000', '60000') },
          { claimId, sequence: 3, kind: 'pause', payload: {} },
        ];
        const first = await send(...batch);
        await say(4, 'resume');
        expect(await send(...batch)).toEqual(first);
        await expectHeld('open', 40_000n);
      });

      const FOLLOWING: readonly (readonly [OutboxKind, JsonObject, HeldClaim])[] = [
        ['withdraw', { reason: 'A mistake.' }, { state: 'withdrawn', outstandingMinor: 100_000n }],
        ['pause', { reason: 'vanished' }, { state: 'paused', outstandingMinor: 100_000n }],
        ['resume', {}, { state: 'open', outstandingMinor: 100_000n }],
        ['direct-payment', left('40000', '60000'), { state: 'open', outstandingMinor: 40_000n }],
        ['credit-note', left('0', '100000'), { state: 'closed', outstandingMinor: 0n }],
        ['write-off', left('90000', '10000'), { state: 'open', outstandingMinor: 90_000n }],
        ['reopened', { outstandingMinor: '70000' }, { state: 'open', outstandingMinor: 70_000n }],
        ['objection', { reason: 'Never ordered.' }, { state: 'paused', outstandingMinor: 100_000n }],
      ];

      it.each(FOLLOWING)('says what became of a %s whose answer was lost', async (kind, payload, outcome) => {
        test.loseNextAnswer();
        await expect(say(2, kind, payload)).rejects.toThrow(PipelineUnavailableError);
        expect(await say(2, kind, payload)).toMatchObject([{ claimId, sequence: 2, outcome: 'accepted' }]);
        expect(await test.held(claimId)).toEqual(outcome);
      });

      it('leaves other claims alone', async () => {
        const other = newClaimId();
        await send(handOver(other));
        await say(2, 'withdraw');
        expect(await test.held(other)).toEqual({ state: 'open', outstandingMinor: 100_000n });
      });
    });
  });
}

function newClaimId(): ClaimId {
  return newId<'ClaimId'>(systemClock) as ClaimId;
}

function handOver(claimId: ClaimId, sequence = 1, outstandingMinor = '100000'): PipelineMessage {
  return {
    claimId,
    sequence,
    kind: 'hand-over',
    payload: {
      invoiceNumber: '10042',
      invoicedOn: '2026-02-16',
      dueOn: '2026-03-02',
      currency: 'NOK',
      principalMinor: '100000',
      outstandingMinor,
      debtor: { kind: 'company', name: 'Fjord og Fjell AS' },
      notices: [],
    },
  };
}
