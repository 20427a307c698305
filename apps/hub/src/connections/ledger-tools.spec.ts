import { describe, expect, it } from '@jest/globals';
import { connectorFor, MemoryCallBudget, MemoryTokenStore } from '@app/connectors';
import { testClock } from '../../../../test/support/clock.js';
import { sleep } from '../config/sleep.js';
import { ledgerTools } from './ledger-tools.js';
import { PRETEND_SETTINGS } from './testing/pretend-ledger.js';

function tools(addresses: Readonly<Record<string, string>> = {}) {
  const lines: object[] = [];
  const logger = {
    debug: (line: object) => void lines.push(line),
    warn: (line: object) => void lines.push(line),
  };
  const clock = testClock();
  const shared = {
    transport: () => Promise.reject(new Error('not sent')),
    clock,
    budget: new MemoryCallBudget(clock, sleep),
    sleep,
    addressOf: (variable: string) => addresses[variable],
    logger,
  };
  const lent = ledgerTools(shared, connectorFor('tripletex'), PRETEND_SETTINGS, new MemoryTokenStore());
  return { lent, lines };
}

describe('what the hub lends a connector', () => {
  it('is the environment’s address, or the vendor’s own', () => {
    const standard = connectorFor('tripletex').addresses[0]?.standard;
    expect(tools().lent.address('TRIPLETEX_API_URL')).toBe(standard);
    const moved = tools({ TRIPLETEX_API_URL: 'http://127.0.0.1:4000/v2' });
    expect(moved.lent.address('TRIPLETEX_API_URL')).toBe('http://127.0.0.1:4000/v2');
  });

  it('is no address that the connector does not declare', () => {
    expect(() => tools({ DATABASE_URL: 'postgres://x' }).lent.address('DATABASE_URL')).toThrow(
      /DATABASE_URL/,
    );
  });

  it('is a log without the grant’s secrets', () => {
    const { lent, lines } = tools();
    lent.log.warn(`refused ${PRETEND_SETTINGS.employeeToken}`, {
      detail: PRETEND_SETTINGS.consumerToken,
      status: 401,
    });
    lent.log.debug('a call');
    expect(JSON.stringify(lines)).not.toContain('Secret');
    expect(lines).toEqual([
      {
        msg: expect.stringContaining('refused'),
        ledger: 'tripletex',
        detail: expect.any(String),
        status: 401,
      },
      { msg: 'a call', ledger: 'tripletex' },
    ]);
  });

  it('is a wait that a signal ends early, without an error', async () => {
    const stop = new AbortController();
    const waiting = sleep(60_000, stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
    await expect(sleep(60_000, stop.signal)).resolves.toBeUndefined();
    await expect(sleep(1)).resolves.toBeUndefined();
  });
});
