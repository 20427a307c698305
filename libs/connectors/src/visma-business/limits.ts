import type { ConnectorLimits } from '../contract/index.js';

/**
 * The server ends a synchronous request after 59 s (release note of 2023-12-07). A client that gives up earlier leaves
 * its place among the company's 60 requests taken for half an hour, so every time-out lies above that.
 */
export const LIMITS: ConnectorLimits = {
  pageSizeMax: 200,
  itemsPerReadMax: 200,
  requestTimeoutMs: 75_000,
  writeTimeoutMs: 90_000,
};

/** Rows of one table in one answer; public clients ask for 500, the vendor's most is not published. */
export const ROWS_MAX = 500;
