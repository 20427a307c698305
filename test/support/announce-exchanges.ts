import { afterAll, afterEach, beforeAll } from '@jest/globals';
import nock from 'nock';
import { isLoopback } from './loopback-only.js';

/**
 * For test files that announce exchanges with `nock`. Call it once at the top of the file: an exchange that was
 * announced and never asked for fails the test, and an address that was not announced fails at once.
 */
export function announceExchanges(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.enableNetConnect(isLoopback);
  });
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    if (pending.length > 0) {
      throw new Error(
        `Announced, but never asked for:\n  ${pending.join('\n  ')}\nRemove them, or let the code call them.`,
      );
    }
  });
  // nock puts itself into Node's own sockets. Left there, the next file of the same process would add a second one on
  // top, and each would hand every connection to the other for ever.
  afterAll(() => nock.restore());
}
