/** One request and its answer, freed of sockets: what simulators are written against. */
export interface SimRequest {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query; always beginning with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Resolves when the client hangs up before it was answered; never rejects. */
  readonly clientGone: Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Mischief on the wire: send the head and half of the body, or nothing, and break the connection. */
  readonly breakConnection?: 'before-head' | 'in-body';
}

export type Handler = (request: SimRequest) => Reply | Promise<Reply>;

export function jsonReply(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8', ...headers }, body };
}

/** A connection broken without an answer. */
export const NO_ANSWER: Reply = { status: 0, headers: {}, body: '', breakConnection: 'before-head' };
