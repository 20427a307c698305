import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import type { Auth, AuthParts } from './auth.js';

/** A person's session, as far as the hub asks. */
export interface Session {
  readonly userId: string;
}

interface Loaded {
  readonly auth: Auth;
  readonly handler: RequestHandler;
  readonly headersOf: (from: IncomingHttpHeaders) => Headers;
}

/**
 * better-auth, loaded when the first person comes: a replica that only pulls, and a test that signs nobody in, do without
 * its fifty megabytes.
 */
export class LazyAuth {
  #loaded: Promise<Loaded> | undefined;

  constructor(private readonly parts: AuthParts) {}

  async auth(): Promise<Auth> {
    return (await this.#load()).auth;
  }

  /** Answers what is below `/api/auth`. */
  readonly handler: RequestHandler = (request, response, next) => {
    this.#load().then(({ handler }) => handler(request, response, next), next);
  };

  async session(headers: IncomingHttpHeaders): Promise<Session | undefined> {
    const { auth, headersOf } = await this.#load();
    const found = await auth.api.getSession({ headers: headersOf(headers) });
    return found ? { userId: found.user.id } : undefined;
  }

  #load(): Promise<Loaded> {
    this.#loaded ??= (async () => {
      const [{ createAuth }, { fromNodeHeaders, toNodeHandler }] = await Promise.all([
        import('./auth.js'),
        import('better-auth/node'),
      ]);
      const auth = createAuth(this.parts);
      return { auth, handler: toNodeHandler(auth), headersOf: fromNodeHeaders };
    })();
    return this.#loaded;
  }
}
