import { ConnectionBlockedError, LedgerError, type WakeUpMember, type WakeUps } from '../contract/index.js';
import { isRecord, TextSocket } from '../kit/index.js';
import { API_STANDARD, API_URL, openTokens, STREAM_STANDARD, STREAM_URL } from './open.js';
import type { FortnoxSettings } from './settings.js';

const TOPIC = 'invoices';
/** What may have changed an open invoice; other types, and those to come, are passed over. */
const TYPES: ReadonlySet<string> = new Set([
  'invoice-created-v1',
  'invoice-updated-v1',
  'invoice-cancelled-v1',
  'invoice-bookkeep-v1',
  'invoicepayment-bookkeep-v1',
  'invoicepayment-deleted-v1',
]);
const OPEN_TIMEOUT_MS = 15_000;
const REPLY_TIMEOUT_MS = 15_000;
/** What becomes of a subscription when its access token runs out after an hour is not documented: it ends before. */
const LENGTH_MAX_MS = 45 * 60_000;
/** Before the reply to a command other frames may come. */
const FRAMES_BEFORE_REPLY_MAX = 1_000;

/**
 * Fortnox's event stream (https://www.fortnox.se/developer/guides-and-good-to-know/websockets): one socket for all
 * companies of the integration. No offset is kept: what happened while nobody listened is found by the next poll, which is
 * the truth anyway, and an event that is told twice wakes once.
 */
export const fortnoxWakeUps: WakeUps<FortnoxSettings> = {
  streamOf({ settings, tools }) {
    // The vendor's own stream would announce nothing about an API that stands elsewhere.
    const isElsewhere = tools.address(API_URL) !== API_STANDARD;
    if (isElsewhere && tools.address(STREAM_URL) === STREAM_STANDARD) return undefined;
    return `${tools.address(STREAM_URL)} ${settings.clientId}`;
  },

  async listen(members, heard, signal) {
    const [first] = members;
    if (!first) return;
    const tokens = await accessTokens(members);
    const socket = await TextSocket.open(first.tools.address(STREAM_URL), OPEN_TIMEOUT_MS, signal);
    try {
      const talk = new Talk(socket, signal);
      const byTenant = await talk.addTenants(tokens, first.settings.clientSecret);
      await talk.demand('add-topics-v1', { topics: [{ topic: TOPIC }] });
      await talk.demand('subscribe-v1', {});
      const endsAtMs = first.tools.clock.now().getTime() + LENGTH_MAX_MS;
      for (;;) {
        const waitMs = endsAtMs - first.tools.clock.now().getTime();
        const frame = waitMs > 0 ? await socket.next(waitMs, signal) : undefined;
        if (frame === undefined) return;
        const memberId = byTenant.get(tenantOf(frame) ?? 0);
        if (memberId !== undefined) heard(memberId);
      }
    } finally {
      socket.close();
    }
  },
};

/** Of those members that have one; the others' own calls tell what is wrong with them. */
async function accessTokens(
  members: readonly WakeUpMember<FortnoxSettings>[],
): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map<string, string>();
  let failure: LedgerError | undefined;
  for (const { id, settings, tools } of members) {
    try {
      tokens.set(`Bearer ${(await openTokens(settings, tools).current()).value}`, id);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      failure = error;
    }
  }
  if (tokens.size === 0 && failure) throw failure;
  return tokens;
}

class Talk {
  constructor(
    private readonly socket: TextSocket,
    private readonly signal: AbortSignal,
  ) {}

  /** Members by their company's number. Tokens that Fortnox names as invalid are left out, once. */
  async addTenants(
    tokens: ReadonlyMap<string, string>,
    clientSecret: string,
  ): Promise<ReadonlyMap<number, string>> {
    const add = (texts: readonly string[]): Promise<Reply> =>
      this.#ask('add-tenants-v1', { includeChildTenants: false, clientSecret, accessTokens: texts });
    let reply = await add([...tokens.keys()]);
    const invalid = Array.isArray(reply['invalidTokens']) ? reply['invalidTokens'] : [];
    const left = [...tokens.keys()].filter((text) => !invalid.includes(text));
    if (reply['result'] !== 'ok' && left.length > 0 && left.length < tokens.size) reply = await add(left);
    const ids = isRecord(reply['tenantIds']) ? reply['tenantIds'] : {};
    if (reply['result'] !== 'ok') throw refused('add-tenants-v1');
    return new Map(
      [...tokens].flatMap(([text, memberId]): [number, string][] => {
        const tenant = Number(ids[text] ?? Number.NaN);
        return Number.isSafeInteger(tenant) ? [[tenant, memberId]] : [];
      }),
    );
  }

  async demand(command: string, more: object): Promise<void> {
    if ((await this.#ask(command, more))['result'] !== 'ok') throw refused(command);
  }

  async #ask(command: string, more: object): Promise<Reply> {
    this.socket.send(JSON.stringify({ command, ...more }));
    for (let count = 0; count < FRAMES_BEFORE_REPLY_MAX; count += 1) {
      const frame = await this.socket.next(REPLY_TIMEOUT_MS, this.signal);
      if (frame === undefined) break;
      const reply = read(frame);
      if (reply['response'] === command) return reply;
    }
    throw refused(command);
  }
}

type Reply = Readonly<Record<string, unknown>>;

function read(frame: string): Reply {
  try {
    const value: unknown = JSON.parse(frame);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** The company that an event is about, where it may concern what is owed. */
function tenantOf(frame: string): number | undefined {
  const { topic, type, tenantId } = read(frame);
  const isOurs = topic === TOPIC && typeof type === 'string' && TYPES.has(type);
  return isOurs ? Number(tenantId) : undefined;
}

function refused(command: string): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    `Fortnox’s event stream does not take ${command}.`,
    'Nothing need be done: what changes is found by the next poll. Check the integration’s access if polls fail too.',
  );
}
