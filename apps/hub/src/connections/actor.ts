import type { Deed } from '../audit/audit-log.js';

/** Who does something, as the audit log names them. */
export type Actor = Deed['actor'];

/** The hub itself. */
export const SYSTEM_ACTOR: Actor = { kind: 'system', id: 'hub' };

/** Whoever holds the API token; the hub knows no persons yet. */
export const API_ACTOR: Actor = { kind: 'api-token', id: 'api' };
