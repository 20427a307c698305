import { plus, share } from './amounts.js';
import type { DemoCompany } from './demo-company.js';
import type { Claim, Connection } from './hub-shapes.js';
import type { Hub } from './hub.js';

/** Where something happens. */
export interface Scene {
  readonly hub: Hub;
  readonly at: Connection;
  readonly company: DemoCompany;
  readonly today: string;
  /** Waits until every settlement so far is booked and verified. */
  booked(): Promise<unknown>;
}

/** What becomes of one claim in the months that follow. */
export interface Happening {
  readonly words: string;
  /** It needs a claim in another currency than the books'. */
  readonly isForeign?: true;
  happen(scene: Scene, claim: Claim): Promise<void>;
}

export const PAID_IN_FULL: Happening = {
  words: 'pays',
  happen: async (scene, claim) => void (await settle(scene, claim, claim.outstanding.amount)),
};

export const PAID_IN_PARTS: Happening = {
  words: 'pays in parts',
  happen: async (scene, claim) => {
    await settle(scene, claim, share(claim.outstanding.amount, 40n));
    await settle(scene, claim, share(claim.outstanding.amount, 25n));
  },
};

export const PAID_TOO_MUCH: Happening = {
  words: 'pays too much',
  happen: async (scene, claim) => void (await settle(scene, claim, plus(claim.outstanding.amount, 25_000n))),
};

export const TAKEN_BACK: Happening = {
  words: 'pays, and the bank takes it back',
  happen: async (scene, claim) => {
    const { hub, at, today } = scene;
    const { amount, currency } = claim.outstanding;
    await settle(scene, claim, amount);
    await scene.booked();
    await hub.settle(at, {
      claimId: claim.id,
      pipelineReference: `road-${claim.id}-taken-back`,
      kind: 'reversal',
      reverses: referenceOf(claim, amount),
      receivedOn: today,
      currency,
    });
  },
};

export const PAID_FROM_ABROAD: Happening = {
  words: 'pays from abroad',
  isForeign: true,
  // The bank tells what the foreign money became in kroner; the hub never guesses a rate.
  happen: async (scene, claim) => {
    const { amount } = claim.outstanding;
    await settle(scene, claim, amount, { principalInBooks: share(amount, 1_150n) });
  },
};

export const PAID_DIRECTLY: Happening = {
  words: 'pays the company',
  happen: async ({ company }, { ledgerItemId, outstanding }) =>
    void (await company.pay(ledgerItemId, outstanding.amount)),
};

export const PARTLY_PAID_DIRECTLY: Happening = {
  words: 'pays the company a part',
  happen: async ({ company }, { ledgerItemId, outstanding }) =>
    void (await company.pay(ledgerItemId, share(outstanding.amount, 30n))),
};

export const CREDITED: Happening = {
  words: 'gets a credit note',
  happen: async ({ company }, { ledgerItemId }) => void (await company.credit(ledgerItemId)),
};

export const PARTLY_CREDITED: Happening = {
  words: 'gets a credit note for a part',
  happen: async ({ company }, { ledgerItemId, outstanding }) =>
    void (await company.credit(ledgerItemId, share(outstanding.amount, 20n))),
};

export const EVERYTHING: readonly Happening[] = [
  PAID_IN_FULL,
  PAID_IN_PARTS,
  PAID_TOO_MUCH,
  TAKEN_BACK,
  PAID_FROM_ABROAD,
  PAID_DIRECTLY,
  PARTLY_PAID_DIRECTLY,
  CREDITED,
  PARTLY_CREDITED,
];

/** The collector received money for the claim. */
function settle(
  { hub, at, today }: Scene,
  claim: Claim,
  amount: string,
  more: object = {},
): Promise<unknown> {
  return hub.settle(at, {
    claimId: claim.id,
    pipelineReference: referenceOf(claim, amount),
    kind: 'payment',
    receivedOn: today,
    currency: claim.outstanding.currency,
    amount,
    ...more,
  });
}

function referenceOf(claim: Claim, amount: string): string {
  return `road-${claim.id}-${amount}`;
}
