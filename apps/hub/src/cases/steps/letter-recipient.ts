import type { Channel } from '@app/collection';
import type { LetterFacts } from './letter-facts.js';
import type { RenderedLetter } from './letter-store.js';
import { addressLines } from './step-letter.js';

/** Where the letter goes, as it is kept with it. */
export function letterRecipient(
  facts: LetterFacts,
  channel: Channel,
  contactPointId: string | undefined,
): RenderedLetter['recipient'] {
  if (channel === 'letter') {
    const { guardian } = facts;
    return guardian === null
      ? { name: facts.debtorName, addressLines: addressLines(facts.address) }
      : { name: guardian.name, addressLines: addressLines(guardian.address ?? null) };
  }
  const point =
    facts.contactPoints.find(({ id, channel: of }) => id === contactPointId && of === channel) ??
    facts.contactPoints.find(({ channel: of, failed }) => of === channel && !failed);
  return { name: facts.debtorName, value: point?.value ?? '' };
}
