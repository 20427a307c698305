import { setTimeout as delay } from 'node:timers/promises';
import type {
  Case,
  Claim,
  Company,
  Connection,
  Grant,
  Ledger,
  Reconciliation,
  SyncRun,
  Target,
  WriteBack,
} from './hub-shapes.js';
import { HttpJson, RequestFailedError } from './http-json.js';

const POLL_MS = 200;
const PAGES_MAX = 1_000;
/** How often something is ordered while the ledger behind the hub is busy. */
const SENT_MAX = 5;
const SEND_AGAIN_MS = 2_000;
const TIMEOUT_MS = 240_000;

/** The hub, as the road uses it: only its public API. */
export class Hub {
  readonly #http: HttpJson;

  constructor(base: string, token?: string) {
    this.#http = new HttpJson(
      `${base}/api/v1`,
      token === undefined ? {} : { authorization: `Bearer ${token}` },
    );
  }

  /** Ledgers that the hub has a connector for. */
  ledgers(): Promise<Ledger[]> {
    return this.#http.get('/ledgers');
  }

  /** The grant of this ledger and label, where there is one: the road can be walked twice. */
  async findGrant(connectorKey: string, label: string): Promise<string | undefined> {
    const grants = await this.#http.get<Grant[]>('/grants');
    return grants.find((grant) => grant.connectorKey === connectorKey && grant.label === label)?.grantId;
  }

  /** Stores keys that a person has. @returns the grant */
  async storeGrant(connectorKey: string, label: string, settings: object): Promise<string> {
    const body = { connectorKey, label, settings };
    return (await this.#create<Grant>('/grants', body, `${connectorKey}-${label}`)).grantId;
  }

  /** @returns the vendor's address, for the person's browser */
  async beginSignIn(connectorKey: string, label: string, settings: object): Promise<string> {
    const body = { connectorKey, label, settings };
    return (await this.#http.send<{ url: string }>('POST', '/grants/sign-ins', body)).url;
  }

  companies(grantId: string): Promise<Company[]> {
    return this.#http.get(`/grants/${grantId}/companies`);
  }

  connect(grantId: string, companyKey: string, policy: object): Promise<Connection> {
    return this.#create(`/grants/${grantId}/connections`, { companyKey, policy }, `${grantId}-${companyKey}`);
  }

  connection(at: Pick<Connection, 'creditorId' | 'connectionId'>): Promise<Connection> {
    return this.#http.get(one(at));
  }

  async preflight(
    at: Connection,
  ): Promise<{ findings: { code: string; severity: string }[]; writeBackTargets: Target[] }> {
    return this.#http.send('POST', `${one(at)}/preflight`);
  }

  chooseTarget(at: Connection, target: object): Promise<Connection> {
    return this.#http.send('PUT', `${one(at)}/write-back`, { target, mode: 'automatic' });
  }

  activate(at: Connection): Promise<Connection> {
    return this.#http.send('POST', `${one(at)}/activate`);
  }

  runs(at: Connection): Promise<SyncRun[]> {
    return this.#http.get(`${one(at)}/sync-runs`);
  }

  async startSync(at: Connection): Promise<void> {
    await this.#http.send('POST', `${one(at)}/sync`);
  }

  /** Starts a run and waits until one that began after this call has succeeded. */
  async sync(at: Connection): Promise<SyncRun> {
    const before = new Set(
      (await this.runs(at)).filter(({ state }) => state !== 'running').map(({ id }) => id),
    );
    await this.startSync(at);
    return this.until(`a run over ${at.creditorName} succeeded`, async () => {
      const [run] = (await this.runs(at)).filter(({ id }) => !before.has(id));
      if (run?.state === 'failed') throw new Error(`The run over ${at.creditorName} failed: ${run.failure}`);
      return run?.state === 'succeeded' ? run : undefined;
    });
  }

  async refused(at: Connection): Promise<{ reason: string }[]> {
    const { records } = await this.#http.get<{ records: { reason: string }[] }>(
      `/creditors/${at.creditorId}/refused-records?limit=1000`,
    );
    return records;
  }

  async claims(at: Connection, filter = ''): Promise<Claim[]> {
    const all: Claim[] = [];
    let after = '';
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const { claims, nextAfter } = await this.#http.get<{ claims: Claim[]; nextAfter: string | null }>(
        `/creditors/${at.creditorId}/claims?limit=1000${filter}${after}`,
      );
      all.push(...claims);
      if (nextAfter === null) return all;
      after = `&after=${nextAfter}`;
    }
    throw new Error('The list of claims did not end.');
  }

  async approve(at: Connection, claimIds: readonly string[]): Promise<void> {
    for (let from = 0; from < claimIds.length; from += 500) {
      const batch = claimIds.slice(from, from + 500);
      await this.#create(
        `/creditors/${at.creditorId}/claims/approve`,
        { claimIds: batch },
        `approve-${batch[0]}`,
      );
    }
  }

  /** How the company's cases are worked, and a person's approval of the rules. */
  async chooseCollection(at: Connection, settings: object): Promise<void> {
    const base = `/creditors/${at.creditorId}/collection-settings`;
    await this.#http.send('PUT', base, settings);
    for (const rule of ['process', 'channels']) await this.#http.send('POST', `${base}/approvals/${rule}`);
    await this.#http.send('POST', `/creditors/${at.creditorId}/case-pass`);
  }

  /** The newest cases, as many as one page holds. */
  async cases(at: Connection): Promise<Case[]> {
    return (await this.#http.get<{ cases: Case[] }>(`/creditors/${at.creditorId}/cases?limit=200`)).cases;
  }

  settle(
    at: Connection,
    settlement: { readonly pipelineReference: string; readonly [field: string]: unknown },
  ): Promise<{ id: string }> {
    return this.#create(`/creditors/${at.creditorId}/settlements`, settlement, settlement.pipelineReference);
  }

  async settlements(at: Connection): Promise<{ id: string }[]> {
    const { settlements } = await this.#http.get<{ settlements: { id: string }[] }>(
      `/creditors/${at.creditorId}/settlements?limit=500`,
    );
    return settlements;
  }

  async writeBacks(at: Connection): Promise<WriteBack[]> {
    const { writeBacks } = await this.#http.get<{ writeBacks: WriteBack[] }>(
      `/creditors/${at.creditorId}/write-backs?limit=500`,
    );
    return writeBacks;
  }

  async reconcile(at: Connection): Promise<Reconciliation> {
    const started = await this.#create<{ id: string }>(`${one(at)}/reconciliations`, {}, `${Math.random()}`);
    return this.until(`the reconciliation of ${at.creditorName} ended`, async () => {
      const run = await this.#http.get<Reconciliation>(`${one(at)}/reconciliations/${started.id}`);
      if (run.state === 'failed')
        throw new Error(`The reconciliation of ${at.creditorName} failed: ${run.failure}`);
      return run.state === 'finished' ? run : undefined;
    });
  }

  /** Asks until there is an answer, within a bound. */
  async until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    const endsAt = performance.now() + TIMEOUT_MS;
    while (performance.now() < endsAt) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      await delay(POLL_MS);
    }
    throw new Error(`Waited in vain for ${TIMEOUT_MS / 1000} s until ${what}.`);
  }

  /** A ledger that does not answer just now is asked again, as the hub's problem advises; the key makes that safe. */
  async #create<T>(path: string, body: object, key: string): Promise<T> {
    const headers = { 'idempotency-key': `road-${encodeURIComponent(key).slice(0, 110)}` };
    for (let sent = 1; ; sent += 1) {
      try {
        return await this.#http.send('POST', path, body, headers);
      } catch (error) {
        if (!(error instanceof RequestFailedError && error.status === 503) || sent >= SENT_MAX) throw error;
        await delay(SEND_AGAIN_MS);
      }
    }
  }
}

function one({ creditorId, connectionId }: Pick<Connection, 'creditorId' | 'connectionId'>): string {
  return `/creditors/${creditorId}/connections/${connectionId}`;
}
