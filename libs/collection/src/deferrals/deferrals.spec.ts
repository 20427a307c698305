import { localDate as day } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { deferralDays, grantDeferral, isDeferred } from './grant-deferral.js';

describe('a deferral', () => {
  it('ends on a working day, which counts', () => {
    const deferral = grantDeferral(day('2026-03-05'), 30, 'NO');
    // 4 April is the Saturday of Easter.
    expect(deferral).toEqual({ grantedOn: '2026-03-05', until: '2026-04-07' });
    expect(isDeferred([deferral], day('2026-04-07'))).toBe(true);
    expect(isDeferred([deferral], day('2026-04-08'))).toBe(false);
    expect(isDeferred([deferral], day('2026-03-04'))).toBe(false);
  });

  it.each([0, -1, 1.5, 181])('of %d days is not given', (days) => {
    expect(() => grantDeferral(day('2026-03-05'), days, 'NO')).toThrow('agree on a plan');
  });

  it('counts days given twice once', () => {
    const first = { grantedOn: day('2026-03-01'), until: day('2026-03-11') };
    const within = { grantedOn: day('2026-03-03'), until: day('2026-03-05') };
    const over = { grantedOn: day('2026-03-10'), until: day('2026-03-21') };
    const later = { grantedOn: day('2026-04-01'), until: day('2026-04-02') };
    expect(deferralDays([later, over, within, first])).toBe(21);
  });
});
