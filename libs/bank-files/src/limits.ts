/** Bounds on what a file may hold. All are far above what banks write; what is above them is no bank's file. */

/** Bytes handed on at once, whatever size the source's pieces have. */
export const PIECE_BYTES = 64 * 1024;

/** Characters of XML between two tags, and of one tag: text beyond would have to be held in memory. */
export const XML_GAP_MAX = 256 * 1024;

/** Elements inside each other. ISO 20022 statements need about twenty. */
export const XML_DEPTH_MAX = 64;

/** Characters of one field; the longest of ISO 20022's texts has 500. */
export const FIELD_MAX = 2_000;

/** Repeated parts of one transaction: references, lines of text. */
export const REPEATS_MAX = 1_000;

/** Characters of a set-aside record that are kept. */
export const RAW_TEXT_MAX = 64 * 1024;

/** Bytes of one line of a fixed-width file, which has 80. */
export const LINE_BYTES_MAX = 512;

/** Lines of one transaction in a fixed-width file. */
export const TRANSACTION_LINES_MAX = 5_000;

/** Declared totals that one account report may have. */
export const TOTALS_MAX = 64;
