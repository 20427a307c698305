import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@app/domain';
import { FaultPlan } from '../faults/fault-plan.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import type { Receiving } from './control.js';

export const RECEIPT_STATES = ['posted', 'delivered', 'returned', 'failed'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** One letter in the shared folder. */
export interface ShopLetter {
  readonly id: string;
  readonly place: 'outgoing' | 'taken';
  readonly caseReference: string;
  readonly country: string;
  readonly receipt?: string;
}

export interface PrintShopOptions {
  /** Shared with the hub. Without one there is no print shop. */
  readonly folder?: string;
  readonly clock?: Clock;
}

const LETTERS_MAX = 1_000;
const ID = /^[0-9a-f-]{36}$/;

/**
 * A print shop that shares a folder with the hub: it takes what lies in `outgoing/` (a letter is there when its JSON is),
 * keeps it in `taken/`, and writes what became of it into `receipts/`.
 */
export class PrintShop implements Receiving {
  readonly key = 'print-shop';
  readonly exampleOperation = 'none';
  readonly clock: AdjustableClock;
  /** A folder has none; the control API is the same everywhere. */
  readonly faults = new FaultPlan(1);

  constructor(private readonly options: PrintShopOptions = {}) {
    this.clock = new AdjustableClock(options.clock);
    for (const place of ['outgoing', 'taken', 'receipts'] as const)
      if (options.folder !== undefined) mkdirSync(join(options.folder, place), { recursive: true });
  }

  get folder(): string | undefined {
    return this.options.folder;
  }

  messages(): readonly ShopLetter[] {
    return (['outgoing', 'taken'] as const).flatMap((place) =>
      this.#idsIn(place).map((id) => this.#letter(id, place)),
    );
  }

  /** Takes all that is there; answers their ids. */
  take(): readonly string[] {
    const ids = this.#idsIn('outgoing');
    for (const id of ids) {
      // The JSON last: by it the hub knows where a letter is.
      renameSync(this.#path('outgoing', `${id}.pdf`), this.#path('taken', `${id}.pdf`));
      renameSync(this.#path('outgoing', `${id}.json`), this.#path('taken', `${id}.json`));
    }
    return ids;
  }

  /** Writes what became of letters that were taken and have no receipt yet: of all, or of one. */
  report(state: ReceiptState, only?: string): readonly string[] {
    const ids = this.#idsIn('taken').filter(
      (id) => (only === undefined || id === only) && (only !== undefined || this.#receipt(id) === undefined),
    );
    for (const id of ids) {
      const receipt = {
        state,
        at: this.clock.now().toISOString(),
        ...(state === 'returned' ? { reason: 'addressee unknown' } : {}),
      };
      const beside = this.#path('receipts', `.${id}.part`);
      writeFileSync(beside, `${JSON.stringify(receipt)}\n`);
      renameSync(beside, this.#path('receipts', `${id}.json`));
    }
    return ids;
  }

  pdf(id: string): Uint8Array | undefined {
    if (!ID.test(id)) return undefined;
    const place = (['outgoing', 'taken'] as const).find((name) => existsSync(this.#path(name, `${id}.pdf`)));
    return place && readFileSync(this.#path(place, `${id}.pdf`));
  }

  reset(): number {
    const letters = this.messages();
    for (const { id, place } of letters) {
      for (const name of [`${id}.pdf`, `${id}.json`]) rmSync(this.#path(place, name), { force: true });
      rmSync(this.#path('receipts', `${id}.json`), { force: true });
    }
    return letters.length;
  }

  #letter(id: string, place: ShopLetter['place']): ShopLetter {
    const facts = JSON.parse(readFileSync(this.#path(place, `${id}.json`), 'utf8')) as Partial<ShopLetter>;
    const receipt = this.#receipt(id);
    return {
      id,
      place,
      caseReference: String(facts.caseReference ?? ''),
      country: String(facts.country ?? ''),
      ...(receipt === undefined ? {} : { receipt }),
    };
  }

  #receipt(id: string): string | undefined {
    const path = this.#path('receipts', `${id}.json`);
    if (!existsSync(path)) return undefined;
    const { state } = JSON.parse(readFileSync(path, 'utf8')) as { state?: unknown };
    return String(state);
  }

  #idsIn(place: ShopLetter['place']): string[] {
    if (this.folder === undefined) return [];
    return readdirSync(join(this.folder, place))
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .map((name) => name.slice(0, -'.json'.length))
      .filter((id) => ID.test(id))
      .sort()
      .slice(-LETTERS_MAX);
  }

  #path(place: ShopLetter['place'] | 'receipts', name: string): string {
    return join(this.folder ?? '', place, name);
  }
}
