import type { JsonObject } from '@app/domain';
import type { ConnectorTools } from './tools.js';

/**
 * A sign-in in the person's browser: OAuth 2 authorization code, or a vendor's onboarding page. The hub makes `state` and
 * the PKCE verifier, keeps them and the memo sealed until the person comes back, and takes a state once.
 */
export interface InteractiveSignIn<S extends object = object> {
  /** Where the browser goes. May ask the vendor for the address. @throws ConnectionBlockedError, RetryableLedgerError */
  begin(settings: S, request: SignInRequest, tools: ConnectorTools): Promise<SignInStart>;
  /**
   * From what came back on the redirect address to a grant that can be stored.
   * @throws ConnectionBlockedError the person declined, the answer is not ours, or the code was used or too old
   */
  complete(settings: S, memo: JsonObject, answer: SignInAnswer, tools: ConnectorTools): Promise<SignInResult>;
}

export interface SignInRequest {
  readonly state: string;
  readonly redirectUri: string;
  /** BASE64URL(SHA256(verifier)), RFC 7636 method S256; for vendors that support PKCE. */
  readonly codeChallenge: string;
}

export interface SignInStart {
  readonly url: string;
  /** What `complete` needs besides the settings; sealed meanwhile. */
  readonly memo: JsonObject;
}

export interface SignInAnswer {
  /** Parameters on the redirect address, `code` and `error` among them. */
  readonly query: Readonly<Record<string, string>>;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

export interface SignInResult {
  /** The grant's settings, whole: what was entered, and what the vendor gave. Sealed as they are. */
  readonly settings: JsonObject;
  /** Tokens for the grant's token store, by name: stored before anybody uses one. */
  readonly tokens: Readonly<Record<string, JsonObject>>;
}
