import { describe, expect, it } from '@jest/globals';
import { afterFailedReport, REPORTS_MAX } from './case-status-step.js';

const now = new Date('2026-03-02T09:00:00Z');
const message = 'because';

describe('a case status that could not be told', () => {
  it('is told again later, at the latest after an hour of its own accord', () => {
    expect(afterFailedReport({ kind: 'retryable', message, retryAfterMs: 5 }, 1, now)).toEqual({
      kind: 'again',
      notBefore: new Date(now.getTime() + 30_000),
      note: message,
    });
    expect(afterFailedReport({ kind: 'unexpected', message }, 9, now)).toMatchObject({
      notBefore: new Date(now.getTime() + 3_600_000),
    });
  });

  it('is given up after the bound, or when the ledger will not take it', () => {
    expect(afterFailedReport({ kind: 'retryable', message }, REPORTS_MAX, now).kind).toBe('given-up');
    expect(afterFailedReport({ kind: 'record-refused', message }, 1, now).kind).toBe('given-up');
  });

  it('closes the channel where only the channel is forbidden, and blocks where the ledger refuses us', () => {
    const refused = { kind: 'connection-blocked', message } as const;
    expect(afterFailedReport({ ...refused, blockReason: 'permission-missing' }, 1, now).kind).toBe(
      'channel-closed',
    );
    expect(afterFailedReport({ ...refused, blockReason: 'module-missing' }, 1, now).kind).toBe(
      'channel-closed',
    );
    expect(afterFailedReport({ ...refused, blockReason: 'credentials-refused' }, 1, now).kind).toBe(
      'connection-blocked',
    );
  });
});
