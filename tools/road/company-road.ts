import { isZero } from './amounts.js';
import { beginCollection } from './collection.js';
import { counted } from './counted.js';
import type { Claim, Connection, WriteBack } from './hub-shapes.js';
import type { Hub } from './hub.js';
import type { Tally } from './tally.js';
import type { Say, Traveller } from './traveller.js';

const DONE: ReadonlySet<string> = new Set([
  'verified',
  'not-needed',
  'refused',
  'needs-matching',
  'reversed',
  'cancelled',
]);
/** States in which a posting stands, or stood, in the books. */
const MADE: ReadonlySet<string> = new Set(['verified', 'booked', 'needs-matching', 'reversed']);

/** The road of one company: pull, claim, hand over, settle, write back, verify, reconcile. */
export async function walkCompany(hub: Hub, traveller: Traveller, say: Say): Promise<Tally> {
  const { at, company, happenings } = traveller;
  await hub.sync(at);
  const runs = await hub.runs(at);
  const invoicesPulled = sum(runs.map(({ recordsRead }) => recordsRead));
  const openItems = sum(runs.map(({ itemsNew }) => itemsNew));
  const records = await hub.refused(at);
  const refused: Record<string, number> = {};
  for (const { reason } of records) refused[reason] = (refused[reason] ?? 0) + 1;
  say(
    `${counted(invoicesPulled, 'invoice')} read, ${counted(openItems, 'open item')}, ${records.length} set aside`,
  );
  await handOver(hub, at, say);
  if (happenings.length > 0) {
    await liveThrough(hub, traveller, say);
    await quiet(hub, traveller);
    await hub.sync(at);
  }
  const writeBacks = await quiet(hub, traveller);
  const claims = await hub.claims(at);
  const made = writeBacks.filter(({ state }) => MADE.has(state));
  const settlements = await hub.settlements(at);
  const { differences, claimsCompared } = await hub.reconcile(at);
  const duplicates = unknownToTheHub(await company.postingsForTheCollector(), made);
  const verified = writeBacks.filter(({ state }) => state === 'verified').length;
  const unmatched = made.filter(({ state }) => state === 'needs-matching').length;
  say(
    `${counted(settlements.length, 'settlement')}, ${counted(made.length, 'posting')}, ${verified} verified${unmatched === 0 ? '' : `, ${unmatched} for a person to match`}; ${counted(claimsCompared, 'claim')} compared, ${counted(differences, 'difference')}`,
  );
  if (happenings.length > 0) await beginCollection(hub, traveller, say);
  return {
    companies: 1,
    invoicesPulled,
    openItems,
    refused,
    claimsCreated: claims.length,
    handedOver: claims.filter(({ state }) => state === 'in-collection' || state === 'closed').length,
    settlements: settlements.length,
    postingsMade: made.length,
    postingsVerified: verified,
    duplicates,
    reconciliationDifferences: differences,
  };
}

async function handOver(hub: Hub, at: Connection, say: Say): Promise<void> {
  const proposed = (await hub.claims(at, '&state=proposed')).filter(({ holdReason }) => holdReason === null);
  if (proposed.length > 0) {
    say(`a person approves ${counted(proposed.length, 'claim')}`);
    await hub.approve(
      at,
      proposed.map(({ id }) => id),
    );
  }
  await hub.until(`the claims of ${at.creditorName} were handed over`, async () => {
    const waiting = await hub.claims(at, '&state=approved&held=false');
    return waiting.length === 0 ? true : undefined;
  });
  const handedOver = await hub.claims(at, '&state=in-collection');
  say(`${counted(handedOver.length, 'claim')} with the collector, each after its balance was read again`);
}

/** What happens in a company in the months that follow, one claim each. */
async function liveThrough(hub: Hub, traveller: Traveller, say: Say): Promise<void> {
  const { at, company, happenings, currency, today } = traveller;
  const untouched = (await hub.claims(at, '&state=in-collection&held=false')).filter(
    ({ paid, credited }) => isZero(paid) && isZero(credited),
  );
  const own = untouched.filter(({ outstanding }) => outstanding.currency === currency);
  const foreign = untouched.filter(({ outstanding }) => outstanding.currency !== currency);
  const scene = { hub, at, company, today, booked: () => quiet(hub, traveller) };
  const befallen = happenings.flatMap(({ isForeign, happen, words }) => {
    const claim: Claim | undefined = isForeign ? foreign.shift() : own.shift();
    return claim ? [{ words, happen: () => happen(scene, claim) }] : [];
  });
  say(`a debtor ${befallen.map(({ words }) => words).join('; another ')}`);
  for (const { happen } of befallen) await happen();
}

/** Every write-back has come to its end. */
function quiet(hub: Hub, { at, company }: Traveller): Promise<WriteBack[]> {
  return hub.until(`the postings of ${at.creditorName} were verified`, async () => {
    const writeBacks = await hub.writeBacks(at);
    if (writeBacks.every(({ state }) => DONE.has(state))) return writeBacks;
    await company.hurry?.();
    return undefined;
  });
}

/** Postings in the company's own books that no write-back of the hub stands for. */
function unknownToTheHub(inTheBooks: readonly string[], made: readonly WriteBack[]): number {
  const known = new Set(
    made.flatMap(({ posting }) => (posting ? [posting.postingId, posting.voucherId] : [])),
  );
  return inTheBooks.filter((id) => !known.has(id)).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
