import type { DatedTable } from './dated-table.js';
import { NO_BOOKS_RETENTION, SE_BOOKS_RETENTION } from './books-retention.js';
import * as noCollection from './no-collection.js';
import * as noCourt from './no-court-fees.js';
import { NO_LATE_INTEREST, NO_STANDARD_COMPENSATION } from './no-late-interest.js';
import { SE_FEES, SE_KRONOFOGDEN } from './se-fees.js';
import { SE_CONSUMER_CREDIT_CAP, SE_LATE_INTEREST, SE_REFERENCE_RATE } from './se-late-interest.js';

/** Every table of the law, for the pages that show it and the test that holds them to their form. */
export const LAW_TABLES: readonly DatedTable<unknown>[] = [
  NO_LATE_INTEREST,
  NO_STANDARD_COMPENSATION,
  noCollection.NO_INKASSOSATS,
  noCollection.NO_LETTER_SHARES,
  noCollection.NO_LETTER_ROUNDING,
  noCollection.NO_SALAER,
  noCollection.NO_SALAER_FACTORS,
  noCollection.NO_VAT,
  noCourt.NO_COURT_FEE,
  noCourt.NO_CONCILIATION_FACTOR,
  noCourt.NO_ATTACHMENT_FACTOR,
  noCourt.NO_BANKRUPTCY_NOTICE_FACTOR,
  noCourt.NO_DISTRICT_COURT_FACTORS,
  SE_REFERENCE_RATE,
  SE_LATE_INTEREST,
  SE_CONSUMER_CREDIT_CAP,
  SE_FEES,
  SE_KRONOFOGDEN,
  NO_BOOKS_RETENTION,
  SE_BOOKS_RETENTION,
];
