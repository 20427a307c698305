import { afterEach, describe, expect, it } from '@jest/globals';
import { RetryableLedgerError } from '../contract/index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

describe('Xledger’s limits', () => {
  it('waits for the next hour when the credits are used up, and asks nothing meanwhile', async () => {
    office = await Office.open({ limits: { creditsPerHour: 3 } });
    const session = office.session();
    office.simulator.clock.moveTo(new Date('2026-09-14T10:20:00Z'));
    let error: unknown;
    for (let count = 0; count < 5 && error === undefined; count += 1)
      await session.identify().catch((thrown: unknown) => (error = thrown));
    expect(error).toBeInstanceOf(RetryableLedgerError);
    const waitMs = (error as RetryableLedgerError).retryAfterMs;
    expect(waitMs).toBeGreaterThan(39 * 60_000);
    expect(waitMs).toBeLessThanOrEqual(40 * 60_000);
    const before = office.simulator.state().requests;
    await expect(session.readItems([])).resolves.toMatchObject({ found: [] });
    await expect(session.identify()).rejects.toBeInstanceOf(RetryableLedgerError);
    expect(office.simulator.state().requests).toBe(before);
    office.simulator.clock.advanceMs(waitMs);
    expect(await session.identify()).toMatchObject({ name: 'Granly Bygg AS' });
  });

  it('has no more calls under way at once than a token is allowed, over all its sessions', async () => {
    office = await Office.open({ limits: { inFlightMax: 2 } });
    const sessions = Array.from({ length: 8 }, () => office.session());
    await Promise.all(sessions.map((session) => session.identify()));
    expect(office.simulator.state().usage.reduce((sum, { refused }) => sum + refused, 0)).toBe(0);
  });

  it('is not refused for want of credits when it was told how many there are', async () => {
    office = await Office.open({ limits: { creditsPerHour: 40 } });
    const session = office.session({ creditsPerHour: '40' });
    let held: unknown;
    for (let count = 0; count < 60 && held === undefined; count += 1)
      await session.identify().catch((thrown: unknown) => (held = thrown));
    expect(held).toBeInstanceOf(RetryableLedgerError);
    const [usage] = office.simulator.state().usage.filter(({ requests }) => requests > 0);
    expect(usage?.refused).toBe(0);
    expect(usage?.creditsThisHour).toBeGreaterThan(30);
    office.simulator.clock.advanceMs((held as RetryableLedgerError).retryAfterMs);
    expect(await session.identify()).toMatchObject({ name: 'Granly Bygg AS' });
  });
});
