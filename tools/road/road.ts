import { Browser } from './browser.js';
import { walkCompany } from './company-road.js';
import type { HttpJson } from './http-json.js';
import type { Company, Connection, Ledger } from './hub-shapes.js';
import type { Hub } from './hub.js';
import { DEMO_LEDGERS } from './ledgers/index.js';
import type { DemoLedger } from './ledgers/ledger.js';
import { NOTHING, sumOf, type Tally } from './tally.js';
import type { Traveller } from './traveller.js';

export interface LedgerResult extends Tally {
  readonly ledger: string;
  readonly seconds: number;
  /** Companies that did not come to the end, each with the reason. */
  readonly failures: readonly string[];
}

export interface RoadResult extends Tally {
  readonly seconds: number;
  readonly ledgers: readonly LedgerResult[];
  /** Simulated ledgers that this hub has no connector for. */
  readonly notWalked: readonly string[];
}

/** A line of progress: whose it is, and what is to tell. */
export type Tell = (ledger: string, company: string, words: string) => void;

interface Way {
  readonly hub: Hub;
  readonly control: HttpJson;
  readonly tell: Tell;
}

/** A company that a grant reaches, and its place among the firm's companies in this ledger. */
interface Choice {
  readonly grantId: string;
  readonly company: Company;
  readonly index: number;
  readonly ledgerName: string;
}

/**
 * The whole road once: connect, pull, claim, hand over, settle, write back, verify, reconcile; with what happens on the
 * way in a real company. All ledgers and companies side by side, over the hub's public API only.
 */
export async function walk(hub: Hub, control: HttpJson, tell: Tell): Promise<RoadResult> {
  const begun = performance.now();
  const known = new Map((await hub.ledgers()).map((ledger) => [ledger.key, ledger]));
  const notWalked = DEMO_LEDGERS.filter(({ key }) => !known.has(key)).map(({ key }) => key);
  const walked = DEMO_LEDGERS.flatMap((demo) => {
    const ledger = known.get(demo.key);
    return ledger ? [walkLedger({ hub, control, tell }, demo, ledger)] : [];
  });
  const ledgers = await Promise.all(walked);
  return { ...sumOf(ledgers), seconds: secondsSince(begun), ledgers, notWalked };
}

async function walkLedger(way: Way, demo: DemoLedger, { key, name }: Ledger): Promise<LedgerResult> {
  const begun = performance.now();
  const { hub, control, tell } = way;
  const say = (words: string): void => tell(name, '', words);
  const grants = await demo.signIn({ hub, browser: new Browser(), control, say });
  const chosen = await demo.chosen?.(control);
  const choices: Choice[] = [];
  for (const grantId of grants) {
    for (const company of await hub.companies(grantId)) {
      if (chosen?.includes(company.companyKey) === false) continue;
      choices.push({ grantId, company, index: choices.length, ledgerName: name });
    }
  }
  const failures: string[] = [];
  const tallies = await Promise.all(
    choices.map(async (choice) => {
      const toldAs = (words: string): void => tell(name, choice.company.name, words);
      try {
        return await walkCompany(hub, await connect(way, demo, choice), toldAs);
      } catch (error) {
        // The others go on: a demonstration that breaks in one company still shows the rest.
        const words = error instanceof Error ? error.message : String(error);
        toldAs(`FAILED: ${words}`);
        failures.push(`${choice.company.name}: ${words}`);
        return NOTHING;
      }
    }),
  );
  return { ledger: key, ...sumOf(tallies), seconds: secondsSince(begun), failures };
}

/** Connects a company, checks and starts it, as a person does; or finds it connected. */
async function connect(
  { hub, control, tell }: Way,
  demo: DemoLedger,
  { grantId, company, index, ledgerName }: Choice,
): Promise<Traveller> {
  const { companyKey, name, connection } = company;
  const say = (words: string): void => tell(ledgerName, name, words);
  const today = await demo.today(control);
  const at = connection
    ? await hub.connection(connection)
    : await hub.connect(grantId, companyKey, policy(today, index));
  const isFresh = at.state === 'setting-up';
  if (isFresh) await start(hub, at, say);
  else say('connected before');
  return {
    at: await hub.connection(at),
    company: await demo.company(control, at),
    happenings: isFresh ? (demo.happenings[index % demo.happenings.length] ?? []) : [],
    currency: demo.currency,
    today,
  };
}

async function start(hub: Hub, at: Connection, say: (words: string) => void): Promise<void> {
  const { findings, writeBackTargets } = await hub.preflight(at);
  const target = writeBackTargets.find(({ proposed }) => proposed);
  if (!target) throw new Error(`${at.creditorName} offers no account for settlements.`);
  await hub.chooseTarget(at, target.target);
  await hub.activate(at);
  const found = findings.length === 0 ? 'nothing to mend' : findings.map(({ code }) => code).join(', ');
  say(`connected; preflight finds ${found}`);
}

/** The second company wants to approve each claim; the others trust their rules. */
function policy(today: string, index: number): object {
  return {
    graceDays: 14,
    minimums: [
      { currency: 'NOK', amount: '100.00' },
      { currency: 'SEK', amount: '100.00' },
    ],
    startOn: `${Number(today.slice(0, 4)) - 3}-01-01`,
    excludedCustomerNumbers: [],
    approval: index === 1 ? 'approve' : 'automatic',
  };
}

function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 100) / 10;
}
