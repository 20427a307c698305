import type { SetAsideReason } from '../events.js';
import { FIELD_MAX, REPEATS_MAX } from '../limits.js';
import { RecordProblem } from '../record-problem.js';

/** What was heard of an element while it is open. What is wrong with it is remembered, and thrown when it is asked for. */
export class Draft {
  private readonly values = new Map<string, string>();
  private readonly lists = new Map<string, string[]>();
  private problem: { readonly reason: SetAsideReason; readonly field: string } | undefined;

  constructor(
    readonly line: number,
    /** Where its text begins. */
    readonly start: number,
  ) {}

  /** A field that stands once. */
  put(field: string, text: string): void {
    if (text.length > FIELD_MAX) this.note('too-long', field);
    else if (this.values.has(field)) this.note('told-twice', field);
    else this.values.set(field, text);
  }

  /** A field that may be repeated. */
  add(field: string, text: string): void {
    const list = this.lists.get(field) ?? [];
    this.lists.set(field, list);
    if (text.length > FIELD_MAX || list.length >= REPEATS_MAX) this.note('too-long', field);
    else list.push(text);
  }

  get(field: string): string | undefined {
    return this.values.get(field);
  }

  /** As `get`; an empty element says no more than an absent one. */
  said(field: string): string | undefined {
    const text = this.values.get(field);
    return text === '' ? undefined : text;
  }

  all(field: string): readonly string[] {
    return this.lists.get(field) ?? [];
  }

  note(reason: SetAsideReason, field: string): void {
    this.problem ??= { reason, field };
  }

  /** @throws RecordProblem the first that was noted */
  assertSound(): void {
    if (this.problem) throw new RecordProblem(this.problem.reason, this.problem.field);
  }
}
