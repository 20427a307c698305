import { ConnectionBlockedError, LedgerError, RetryableLedgerError } from '../contract/index.js';
import { type FailedAnswer, isRecord, PAUSE_UNTOLD_MS, retryAfterMs, TROUBLE_WAIT_MS } from '../kit/index.js';

/** The operation name of the token endpoint, which speaks RFC 6749. */
export const TOKEN_OPERATION = 'POST /connect/token';

/** `invalid_grant`: code or refresh token used, expired or revoked. Never leaves the connector. */
export class GrantRefusedError extends LedgerError {
  readonly kind = 'connection-blocked';

  constructor() {
    super('Visma Connect refused the grant.');
  }
}

/** `invalid_client` and `invalid_scope` are the operator's to mend, `invalid_grant` the person's who signed in. */
export function tokenVerdict({ status, json, headers }: FailedAnswer): LedgerError | undefined {
  const error = isRecord(json) && typeof json['error'] === 'string' ? json['error'] : undefined;
  if (status === 429)
    return new RetryableLedgerError(
      'Visma Connect asks us to sign in more slowly.',
      retryAfterMs(headers) ?? PAUSE_UNTOLD_MS,
    );
  if (status >= 500 || (status < 300 && error !== undefined))
    return new RetryableLedgerError('Visma Connect failed at signing in.', TROUBLE_WAIT_MS);
  if (status < 300) return undefined;
  if (error === 'invalid_scope') {
    return new ConnectionBlockedError(
      'permission-missing',
      'Visma Connect does not give the application access to the Business NXT API.',
      'The operator adds the Business NXT integration to the application in Visma’s developer portal, and waits for Visma’s approval.',
    );
  }
  if (error === 'invalid_client' || error === 'unauthorized_client') {
    return new ConnectionBlockedError(
      'credentials-refused',
      'Visma Connect does not accept the client id and client secret.',
      'The operator checks both in Visma’s developer portal, and that the kind of access fits the kind of application.',
    );
  }
  return new GrantRefusedError();
}
