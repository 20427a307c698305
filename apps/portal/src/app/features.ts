import { account } from '../features/account/feature.js';
import { connect } from '../features/connect/feature.js';
import { entrance } from '../features/entrance/feature.js';
import { start } from '../features/start/feature.js';
import type { Feature } from './feature.js';

/** Everything that the portal consists of, one line each; the navigation follows this order. */
export const FEATURES: readonly Feature[] = [entrance, start, connect, account];
