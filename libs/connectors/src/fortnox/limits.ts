import type { ConnectorLimits } from '../contract/index.js';
import { ITEMS_PER_READ_MAX } from './read-items.js';

/** Items are read one by one, two requests each at 5 a second: a page of 50 takes up to half a minute. */
export const LIMITS: ConnectorLimits = {
  pageSizeMax: 50,
  itemsPerReadMax: ITEMS_PER_READ_MAX,
  requestTimeoutMs: 30_000,
  writeTimeoutMs: 90_000,
};
