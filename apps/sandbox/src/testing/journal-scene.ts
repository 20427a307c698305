import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, type Clock, localDateAt, ManualClock } from '@app/domain';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.js';
import type { TripletexSimulatorOptions } from '../tripletex/simulator.js';
import { type Answer, ask } from './tripletex-client.js';
import { NOW } from './tripletex-scene.js';

/** A folder for journals, and the sandboxes on them: all end with the tests of a file. */
export class JournalFolder {
  readonly #scenes: JournalScene[] = [];
  readonly #path = mkdtempSync(join(tmpdir(), 'sandbox-journal-'));
  #files = 0;

  file(): string {
    this.#files += 1;
    return join(this.#path, `${this.#files}.jsonl`);
  }

  async open(options: SceneOptions = {}, file = this.file()): Promise<JournalScene> {
    const scene = await JournalScene.open(file, options);
    this.#scenes.push(scene);
    return scene;
  }

  /** A sandbox as it is by default. */
  async openWithout(options: SceneOptions = {}): Promise<JournalScene> {
    const scene = await JournalScene.open(undefined, options);
    this.#scenes.push(scene);
    return scene;
  }

  async remove(): Promise<void> {
    for (const scene of this.#scenes) await scene.sandbox.stop();
    rmSync(this.#path, { recursive: true, force: true });
  }
}

export interface SceneOptions {
  readonly clock?: Clock;
  readonly tripletex?: TripletexSimulatorOptions;
  readonly journal?: Partial<NonNullable<SandboxOptions['journal']>>;
}

/** What a client meets: a reply without the number of the request, or `broken` when there was none. */
export type Met = { readonly status: number; readonly text: string } | 'broken';

/** A sandbox as a process would run it, everything through HTTP, that can be stopped and started again on its journal. */
export class JournalScene {
  #session = '';
  readonly #accounts = new Map<number, number>();

  private constructor(
    public sandbox: Sandbox,
    private readonly start: () => Promise<Sandbox>,
  ) {}

  static async open(file: string | undefined, options: SceneOptions = {}): Promise<JournalScene> {
    const clock = options.clock ?? new ManualClock(NOW);
    const start = async (): Promise<Sandbox> =>
      startSandbox({
        tripletex: {
          seed: 7,
          clock,
          companies: { preset: 'small' },
          limits: { requestsMax: 'unlimited' },
          isDebtCollector: true,
          ...options.tripletex,
        },
        ...(file === undefined ? {} : { journal: { file, ...options.journal } }),
      });
    return new JournalScene(await start(), start);
  }

  async restart(): Promise<void> {
    await this.sandbox.stop();
    this.sandbox = await this.start();
  }

  get companyId(): number {
    return this.sandbox.tripletex.credentials.companies[0]?.companyId ?? 0;
  }

  get session(): string {
    return this.#session;
  }

  /** A new session of the accountant, used from here on. */
  async login(): Promise<Met> {
    const { tripletex } = this.sandbox;
    const { consumerToken, accountantToken: employeeToken } = tripletex.credentials;
    const expirationDate = addDays(localDateAt(tripletex.clock.now(), 'NO'), 2);
    const body = { consumerToken, employeeToken, expirationDate };
    const answer = await ask(`${this.sandbox.ledgerUrls.tripletex}/token/session/:create`, {
      method: 'POST',
      body,
    });
    this.#session = String(answer.json['value']?.['token']);
    return met(answer);
  }

  /** One request of the vendor's API, in the first company; logs in and asks again when the session is no more. */
  async api(method: string, target: string, body?: unknown, company = this.companyId): Promise<Met> {
    const first = await this.#api(method, target, body, company);
    if (first === 'broken' || first.status !== 401) return first;
    await this.login();
    return this.#api(method, target, body, company);
  }

  async #api(method: string, target: string, body: unknown, company: number): Promise<Met> {
    const authorization = `Basic ${Buffer.from(`${company}:${this.#session}`).toString('base64')}`;
    const url = `${this.sandbox.ledgerUrls.tripletex}${target}`;
    return ask(url, { method, authorization, ...(body === undefined ? {} : { body }) }).then(
      met,
      () => 'broken' as const,
    );
  }

  /** One control request; `C` at the beginning stands for the first company. */
  async control(method: string, target: string, body?: unknown): Promise<Met> {
    const path = target.startsWith('C/')
      ? `/tripletex/companies/${this.companyId}${target.slice(1)}`
      : target;
    return ask(`${this.sandbox.controlUrl}${path}`, { method, ...(body === undefined ? {} : { body }) }).then(
      met,
    );
  }

  /** Id of a ledger account by its number. */
  async accountId(number: number): Promise<number> {
    if (this.#accounts.size === 0) {
      const answer = await this.api('GET', '/ledger/account?fields=id,number');
      // Without access there is no list; the voucher then names accounts that do not exist.
      const { values = [] } = JSON.parse(answer === 'broken' ? '{}' : answer.text) as {
        values?: { id: number; number: number }[];
      };
      for (const row of values) this.#accounts.set(row.number, row.id);
    }
    return this.#accounts.get(number) ?? 0;
  }

  /** Everything that a restart must leave as it was. */
  books(): unknown {
    const { tripletex } = this.sandbox;
    const { requests: _requests, faults: _faults, now: _now, today: _today, ...state } = tripletex.state();
    return {
      state,
      credentials: tripletex.credentials,
      mark: tripletex.recording.mark(),
      ledgers: state.companies.map(({ companyId }) => tripletex.ledger(companyId)),
    };
  }

  /** The vendor's own view of the same, with versions and instants. */
  async lists(): Promise<readonly Met[]> {
    const window = (from: string, to: string): string => `${from}=2020-01-01&${to}=2030-01-01&fields=*`;
    const targets = [
      `/invoice?${window('invoiceDateFrom', 'invoiceDateTo')}`,
      `/ledger/voucher?${window('dateFrom', 'dateTo')}`,
      `/ledger/posting?${window('dateFrom', 'dateTo')}`,
      `/ledger/closeGroup?${window('dateFrom', 'dateTo')}`,
      `/reminder?${window('dateFrom', 'dateTo')}`,
      '/customer?fields=*',
      '/voucherStatus?fields=*',
      '/invoice/paymentType?fields=*',
    ];
    const lists: Met[] = [];
    for (const target of targets) lists.push(await this.api('GET', target));
    return lists;
  }
}

function met({ status, text }: Answer): Met {
  return { status, text: text.replace(/"requestId":\s*"[^"]*"/g, '"requestId":""') };
}
