import { isLocalDate, type LocalDate } from '@app/domain';
import type { StoredInstruction } from './instruction-json.js';

/** What a person orders about the day to book on. */
export interface DayChoice {
  readonly bookOn?: string;
  /** The first open day, as the ledger told it when it refused. */
  readonly onFirstOpenDay?: boolean;
}

export interface DayFacts {
  readonly receivedOn: LocalDate;
  readonly today: LocalDate;
  /** Null where the ledger told none. */
  readonly offeredOn: LocalDate | null;
}

export type ChosenDay =
  | { readonly ok: true; readonly bookOn: LocalDate; readonly text: string }
  | { readonly ok: false; readonly cause: string; readonly remedy: string };

/**
 * The day to book on and the words that go with it. Chosen by a person only: money that is booked on another day than
 * it came says so, in words that are both Norwegian and Swedish.
 */
export function chooseDay(
  { bookOn, kind, invoicedOn, text }: StoredInstruction,
  { bookOn: named, onFirstOpenDay = false }: DayChoice,
  { receivedOn, today, offeredOn }: DayFacts,
): ChosenDay {
  const asked = named ?? (onFirstOpenDay ? offeredOn : bookOn);
  if (asked === null) {
    return {
      ok: false,
      cause: 'The ledger does not tell its first open day.',
      remedy: 'Ask the accountant, and send the day as bookOn.',
    };
  }
  if (!isLocalDate(asked)) {
    return {
      ok: false,
      cause: 'bookOn is not a day of the calendar.',
      remedy: 'Send a day like 2026-03-02.',
    };
  }
  if (asked < invoicedOn) {
    return {
      ok: false,
      cause: `${asked} lies before the invoice’s own day, ${invoicedOn}.`,
      remedy: 'Choose the invoice’s day or a later one.',
    };
  }
  if (asked > today) {
    return {
      ok: false,
      cause: `${asked} lies in the future; today is ${today}.`,
      remedy: 'Order it on that day, or have the accountant open an earlier one.',
    };
  }
  const plain = text.replace(/, betalt \d{4}-\d{2}-\d{2}$/, '');
  const isMoved = kind === 'payment' && asked !== receivedOn;
  return { ok: true, bookOn: asked, text: isMoved ? `${plain}, betalt ${receivedOn}` : plain };
}
