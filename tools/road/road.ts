import type { Claim, Connection, Hub, WriteBack } from './hub.js';
import type { SandboxControl } from './sandbox.js';

export interface RoadResult {
  readonly companies: number;
  readonly invoicesPulled: number;
  readonly openItems: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly claimsCreated: number;
  readonly handedOver: number;
  readonly settlements: number;
  readonly postingsMade: number;
  readonly postingsVerified: number;
  readonly duplicates: number;
  readonly reconciliationDifferences: number;
  readonly seconds: number;
}

export type Say = (line: string) => void;

const DONE: ReadonlySet<string> = new Set([
  'verified',
  'not-needed',
  'refused',
  'needs-matching',
  'reversed',
  'cancelled',
]);
const GRANT = 'Fjordtall Regnskap (demo)';

/**
 * The whole road once: connect, pull, claim, hand over, settle, write back, verify, reconcile; with the events that
 * happen on the way in a real company. Walked over the hub's public API only.
 */
export async function walk(hub: Hub, sandbox: SandboxControl, say: Say): Promise<RoadResult> {
  const begun = performance.now();
  const { connections, fresh } = await connectAll(hub, sandbox, say);
  const pulled = { invoicesPulled: 0, openItems: 0 };
  const refused: Record<string, number> = {};
  for (const at of connections) {
    await hub.sync(at);
    const runs = await hub.runs(at);
    const invoicesPulled = sum(runs.map(({ recordsRead }) => recordsRead));
    const openItems = sum(runs.map(({ itemsNew }) => itemsNew));
    const records = await hub.refused(at);
    say(
      `  ${at.creditorName}: ${invoicesPulled} invoices read, ${openItems} open items, ${records.length} set aside`,
    );
    pulled.invoicesPulled += invoicesPulled;
    pulled.openItems += openItems;
    for (const { reason } of records) refused[reason] = (refused[reason] ?? 0) + 1;
  }
  say('Claims go to the collection pipeline, each after its balance was read again …');
  for (const at of connections) await handOver(hub, at, say);
  for (const at of fresh) await liveThroughEvents(hub, sandbox, at, say);
  say('Settlements are booked in the ledgers and verified there …');
  for (const at of connections) await quiet(hub, at);
  for (const at of connections) await hub.sync(at);
  for (const at of connections) await quiet(hub, at);
  return { ...(await tally(hub, sandbox, connections, say)), ...pulled, refused, seconds: seconds(begun) };
}

async function connectAll(
  hub: Hub,
  sandbox: SandboxControl,
  say: Say,
): Promise<{ readonly connections: Connection[]; readonly fresh: Connection[] }> {
  const { consumerToken, accountantToken } = await sandbox.credentials();
  say("Signing in to Tripletex with the accountant's key …");
  const grantId = await hub.grant(GRANT, { consumerToken, employeeToken: accountantToken });
  const companies = await hub.companies(grantId);
  say(`The key reaches ${companies.length} companies: ${companies.map(({ name }) => name).join(', ')}`);
  const startOn = yearsBefore(await sandbox.today(), 3);
  const connections: Connection[] = [];
  const fresh: Connection[] = [];
  for (const [index, { companyKey, name, connection }] of companies.entries()) {
    const at = connection
      ? await hub.connection(connection)
      : await hub.connect(grantId, companyKey, policy(startOn, index));
    if (at.state === 'setting-up') {
      const { findings, writeBackTargets } = await hub.preflight(at);
      const target = writeBackTargets.find(({ proposed }) => proposed);
      if (!target) throw new Error(`${name} offers no account for settlements.`);
      await hub.chooseTarget(at, target.target);
      await hub.activate(at);
      say(
        `  ${name}: connected, preflight found ${findings.length === 0 ? 'nothing to mend' : findings.map(({ code }) => code).join(', ')}`,
      );
    } else {
      say(`  ${name}: connected before`);
    }
    const connected = await hub.connection(at);
    connections.push(connected);
    if (at.state === 'setting-up') fresh.push(connected);
  }
  return { connections, fresh };
}

/** The second company wants to approve each claim; the others trust their rules. */
function policy(startOn: string, index: number): object {
  return {
    graceDays: 14,
    minimums: [{ currency: 'NOK', amount: '100.00' }],
    startOn,
    excludedCustomerNumbers: [],
    approval: index === 1 ? 'approve' : 'automatic',
  };
}

async function handOver(hub: Hub, at: Connection, say: Say): Promise<void> {
  const proposed = (await hub.claims(at, '&state=proposed')).filter(({ holdReason }) => holdReason === null);
  if (proposed.length > 0) {
    say(`  ${at.creditorName}: a person approves ${proposed.length} claims`);
    await hub.approve(
      at,
      proposed.map(({ id }) => id),
    );
  }
  await hub.until(`the claims of ${at.creditorName} were handed over`, async () => {
    const waiting = await hub.claims(at, '&state=approved&held=false');
    return waiting.length === 0 ? true : undefined;
  });
}

/** What happens in a company in the months that follow, one claim each. */
async function liveThroughEvents(hub: Hub, sandbox: SandboxControl, at: Connection, say: Say): Promise<void> {
  const today = await sandbox.today();
  const all = (await hub.claims(at, '&state=in-collection&held=false')).filter(
    ({ paid, credited }) => isZero(paid) && isZero(credited),
  );
  const nok = all.filter(({ outstanding }) => outstanding.currency === 'NOK');
  const foreign = all.find(({ outstanding }) => outstanding.currency !== 'NOK');
  const [full, part, over, reversed, direct, partDirect, credited, partCredited] = nok;
  if (!full || !part || !over || !reversed || !direct || !partDirect || !credited || !partCredited) {
    throw new Error(`${at.creditorName} has too few claims for the demonstration.`);
  }
  say(
    `  ${at.creditorName}: debtors pay, pay too much, pay the company directly; the company credits; a bank takes money back`,
  );
  const settle = (claim: Claim, amount: string, more: object = {}): Promise<unknown> =>
    hub.settle(at, {
      claimId: claim.id,
      pipelineReference: `road-${claim.id}-${amount}`,
      kind: 'payment',
      receivedOn: today,
      currency: claim.outstanding.currency,
      amount,
      ...more,
    });
  await settle(full, full.outstanding.amount);
  await settle(part, share(part.outstanding.amount, 40n));
  await settle(part, share(part.outstanding.amount, 25n));
  await settle(over, plus(over.outstanding.amount, 25_000n));
  await settle(reversed, reversed.outstanding.amount);
  await quiet(hub, at);
  await hub.settle(at, {
    claimId: reversed.id,
    pipelineReference: `road-${reversed.id}-taken-back`,
    kind: 'reversal',
    reverses: `road-${reversed.id}-${reversed.outstanding.amount}`,
    receivedOn: today,
    currency: reversed.outstanding.currency,
  });
  if (foreign) {
    // The bank tells what the foreign money became in kroner; the hub never guesses a rate.
    await settle(foreign, foreign.outstanding.amount, {
      principalInBooks: share(foreign.outstanding.amount, 1_150n),
    });
  }
  await sandbox.pay(at.companyKey, direct.ledgerItemId, direct.outstanding.amount);
  await sandbox.pay(at.companyKey, partDirect.ledgerItemId, share(partDirect.outstanding.amount, 30n));
  await sandbox.credit(at.companyKey, credited.ledgerItemId);
  await sandbox.credit(at.companyKey, partCredited.ledgerItemId, share(partCredited.outstanding.amount, 20n));
}

/** Every write-back has come to its end. */
async function quiet(hub: Hub, at: Connection): Promise<WriteBack[]> {
  return hub.until(`the postings of ${at.creditorName} were verified`, async () => {
    const writeBacks = await hub.writeBacks(at);
    return writeBacks.every(({ state }) => DONE.has(state)) ? writeBacks : undefined;
  });
}

async function tally(hub: Hub, sandbox: SandboxControl, connections: readonly Connection[], say: Say) {
  const sums = {
    claimsCreated: 0,
    handedOver: 0,
    settlements: 0,
    postingsMade: 0,
    postingsVerified: 0,
    duplicates: 0,
    reconciliationDifferences: 0,
  };
  say('Ledger, claims and settlements are compared …');
  for (const at of connections) {
    const claims = await hub.claims(at);
    const writeBacks = await hub.writeBacks(at);
    const made = writeBacks.filter(
      ({ state }) => state === 'verified' || state === 'booked' || state === 'reversed',
    );
    sums.claimsCreated += claims.length;
    sums.handedOver += claims.filter(({ state }) => state === 'in-collection' || state === 'closed').length;
    sums.settlements += (await hub.settlements(at)).length;
    sums.postingsMade += made.length;
    sums.postingsVerified += writeBacks.filter(({ state }) => state === 'verified').length;
    sums.duplicates += (await postingsInLedger(sandbox, at)) - made.length;
    const { differences, claimsCompared } = await hub.reconcile(at);
    say(`  ${at.creditorName}: ${claimsCompared} claims compared, ${differences} differences`);
    sums.reconciliationDifferences += differences;
  }
  return { companies: connections.length, ...sums };
}

/** Payments and reversals that stand on the clearing account, counted in the company's books and not in ours. */
async function postingsInLedger(sandbox: SandboxControl, { companyKey }: Connection): Promise<number> {
  const { vouchers } = await sandbox.ledger(companyKey);
  return vouchers.filter(({ postings }) => postings.some(({ account }) => account === CLEARING_ACCOUNT))
    .length;
}

/** "Andre kortsiktige fordringer", where the demo companies book what the collector owes them. */
const CLEARING_ACCOUNT = 1579;

function minor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

function decimal(value: bigint): string {
  const digits = value.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function share(amount: string, percent: bigint): string {
  return decimal((minor(amount) * percent) / 100n);
}

function plus(amount: string, more: bigint): string {
  return decimal(minor(amount) + more);
}

function isZero({ amount }: { readonly amount: string }): boolean {
  return minor(amount) === 0n;
}

function yearsBefore(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) - years}-01-01`;
}

function seconds(begun: number): number {
  return Math.round((performance.now() - begun) / 100) / 10;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
