/** Why a file is refused whole. */
export type RefusalCause =
  | 'empty'
  | 'format-unknown'
  | 'version-unknown'
  | 'encoding'
  | 'not-well-formed'
  | 'doctype'
  | 'structure'
  | 'too-large-a-part'
  | 'cut-off'
  | 'currency'
  | 'totals';

const REMEDY: Readonly<Record<RefusalCause, string>> = {
  empty: 'Fetch the file from the bank again.',
  'format-unknown': 'Ask the bank for camt.053 or camt.054, OCR giro, or BgMax.',
  'version-unknown': 'Ask the bank for version .02, .04 or .08 of camt.053 or camt.054.',
  encoding: 'Fetch the file from the bank again, without opening it in an editor on the way.',
  'not-well-formed': 'Fetch the file from the bank again; it was damaged or edited.',
  doctype: "No bank's file has one. Find out where the file comes from.",
  structure: 'Fetch the file from the bank again; if it is the same, show the line to the bank.',
  'too-large-a-part': "No bank's file has one. Find out where the file comes from.",
  'cut-off': 'Fetch the file from the bank again; the end is missing.',
  currency: 'Show the line to the bank.',
  totals: 'Fetch the file from the bank again; if it is the same, show both figures to the bank.',
};

/**
 * Nothing of the file may be used, also not what was handed out before. The message names place, cause and remedy, and
 * nothing that the file says about people.
 */
export class BankFileRefusedError extends Error {
  constructor(
    readonly refusal: RefusalCause,
    readonly line: number,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `The bank's file is refused, line ${line}: ${reason}. Nothing of it is booked. ${REMEDY[refusal]}`,
      options,
    );
    this.name = 'BankFileRefusedError';
  }
}
