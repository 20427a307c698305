import { type Channel, recipientsOf } from '@app/collection';
import type { StandIn } from '../entities/case-debtor.entity.js';
import type { LetterFacts } from './letter-facts.js';
import type { RenderedLetter } from './letter-store.js';
import { addressLines } from './step-letter.js';

type To = RenderedLetter['recipient'];

/**
 * Where the letter goes, as it is kept with it. In the place of a debtor who has a guardian, an agent or an estate nobody
 * else's e-mail or telephone is used: without an address of theirs the channel refuses, and the next one is tried.
 */
export function letterRecipient(
  facts: LetterFacts,
  channel: Channel,
  contactPointId: string | undefined,
): To {
  const [first] = recipientsOf(facts.circumstances);
  const standIn = standInOf(facts);
  if (standIn || first === 'guardian') return standInRecipient(facts, standIn, channel);
  if (channel === 'letter') return { name: facts.debtorName, addressLines: addressLines(facts.address) };
  if (first !== 'debtor') return { name: facts.debtorName, value: '' };
  const point =
    facts.contactPoints.find(({ id, channel: of }) => id === contactPointId && of === channel) ??
    facts.contactPoints.find(({ channel: of, failed }) => of === channel && !failed);
  return { name: facts.debtorName, value: point?.value ?? '' };
}

/** Whoever gets the letter in the debtor's place; undefined where the debtor gets it, or nobody knows where to write to. */
export function standInOf({ circumstances, guardian, standIns }: LetterFacts): StandIn | undefined {
  const [first] = recipientsOf(circumstances);
  if (first === 'guardian') return guardian ?? undefined;
  return first === 'representative' || first === 'estate' ? standIns[first] : undefined;
}

/** Whether post to the debtor has come back; a guardian, and an agent or estate that was named, has an address of their own. */
export function isKnownToFail(facts: LetterFacts): boolean {
  if (recipientsOf(facts.circumstances)[0] === 'guardian') return false;
  return facts.addressFailed && standInOf(facts)?.address === undefined;
}

/** The guardian's copy where the debtor gets the letter as well (LOV-2026-05-22-19 § 30); undefined where there is none. */
export function guardianCopy(
  facts: LetterFacts,
  letter: Pick<RenderedLetter, 'channel'>,
): { readonly channel: Channel; readonly recipient: To; readonly state: 'planned' | 'by-hand' } | undefined {
  if (!facts.guardian || !recipientsOf(facts.circumstances).slice(1).includes('guardian')) return undefined;
  // What was written as an sms has no subject and no letter's text. A printed letter bears the debtor's address: a person sends it.
  const channel = facts.guardian.email !== undefined && letter.channel !== 'sms' ? 'email' : 'letter';
  const state = channel === 'email' ? 'planned' : 'by-hand';
  return { channel, recipient: standInRecipient(facts, facts.guardian, channel), state };
}

function standInRecipient({ debtorName }: LetterFacts, standIn: StandIn | undefined, channel: Channel): To {
  const name = standIn?.name ?? debtorName;
  if (channel === 'letter') return { name, addressLines: addressLines(standIn?.address ?? null) };
  return { name, value: channel === 'email' ? (standIn?.email ?? '') : '' };
}
