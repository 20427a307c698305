import { addDays, type Country, type LocalDate, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holidayOn, weekday } from '../calendar/index.js';
import type { Channel, Regime } from '../vocabulary.js';
import { DEFAULT_CONTACT, hoursOn } from './contact-hours.js';
import { contactObstacle, type ContactQuestion } from './contact-obstacle.js';
import { instantOf } from './local-time.js';
import { mayContactAt, nextContactMoment } from './next-moment.js';

const day = localDate;
const ALL_DAY = { fromMinute: 0, toMinute: 1440 };
const OPEN = { weekday: ALL_DAY, saturday: ALL_DAY, sunday: ALL_DAY, holiday: ALL_DAY };
const SMS: ContactQuestion = {
  channel: 'sms',
  country: 'NO',
  regime: 'NO-2026',
  settings: { hours: OPEN, caps: [], quietPeriods: [] },
  contacts: [],
};
const ZONE: Readonly<Record<Country, string>> = { NO: 'Europe/Oslo', SE: 'Europe/Stockholm' };
/** What a clock on the wall shows there, as the platform's own table of zones says. */
function local(instant: Date, country: Country): { readonly on: LocalDate; readonly minute: number } {
  const [date = '', time = ''] = instant.toLocaleString('sv-SE', { timeZone: ZONE[country] }).split(' ');
  return { on: day(date), minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) };
}
const next = (from: string, change: Partial<ContactQuestion> = {}) =>
  nextContactMoment(new Date(from), { ...SMS, ...change })?.toISOString();

describe('the hours of the new Norwegian act', () => {
  it.each([
    // Winter: one hour before UTC; summer: two.
    ['a weekday before eight', '2026-11-30T05:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['a weekday at noon', '2026-11-30T11:00:00Z', '2026-11-30T11:00:00.000Z'],
    ['the last minute', '2026-11-30T19:59:00Z', '2026-11-30T19:59:00.000Z'],
    ['a weekday at nine in the evening', '2026-11-30T20:00:00Z', '2026-12-01T07:00:00.000Z'],
    ['a summer morning', '2026-07-01T05:59:00Z', '2026-07-01T06:00:00.000Z'],
    ['Saturday before nine', '2026-11-28T07:00:00Z', '2026-11-28T08:00:00.000Z'],
    ['Saturday at three', '2026-11-28T14:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['Sunday', '2026-11-29T11:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['Maundy Thursday', '2026-04-02T10:00:00Z', '2026-04-04T07:00:00.000Z'],
    ['the national day', '2027-05-17T10:00:00Z', '2027-05-18T06:00:00.000Z'],
  ])('%s', (_when, from, moment) => {
    expect(next(from)).toBe(moment);
  });

  it('do not bind the post', () => {
    expect(next('2026-11-29T11:00:00Z', { channel: 'letter' })).toBe('2026-11-29T11:00:00.000Z');
  });

  it("are cut by the collector's own", () => {
    const settings = { ...SMS.settings, hours: { weekday: { fromMinute: 600, toMinute: 660 } } };
    expect(next('2026-11-27T11:00:00Z', { settings })).toBe('2026-11-30T09:00:00.000Z');
    expect(next('2026-11-27T11:00:00Z', { settings: { ...settings, hours: {} } })).toBeUndefined();
  });
});

describe('caps and quiet days', () => {
  const contacts = ['2026-03-02', '2026-03-04', '2026-03-05'].map((on) => ({
    on: day(on),
    channel: 'sms' as const,
  }));
  const capped: ContactQuestion = {
    ...SMS,
    contacts,
    settings: { hours: OPEN, caps: [{ contactsMax: 3, withinDays: 7 }], quietPeriods: [] },
  };

  it('waits until enough contacts have grown old', () => {
    expect(contactObstacle(day('2026-03-06'), capped)).toMatchObject({
      reason: 'contact-cap',
      changesOn: '2026-03-09',
    });
    expect(contactObstacle(day('2026-03-09'), capped)).toBeUndefined();
    const twoOnly = {
      ...capped,
      settings: { ...capped.settings, caps: [{ contactsMax: 2, withinDays: 7 }] },
    };
    expect(contactObstacle(day('2026-03-06'), twoOnly)?.changesOn).toBe('2026-03-11');
  });

  it('keeps Christmas over the turn of the year', () => {
    const quiet = { ...SMS, settings: DEFAULT_CONTACT };
    expect(contactObstacle(day('2026-12-22'), quiet)).toBeUndefined();
    for (const on of ['2026-12-23', '2026-12-31', '2027-01-01']) {
      expect(contactObstacle(day(on), quiet)).toMatchObject({ reason: 'quiet-day', changesOn: '2027-01-02' });
    }
    expect(contactObstacle(day('2026-12-23'), { ...quiet, channel: 'letter' })?.reason).toBe('quiet-day');
  });

  it('ends a period on the 28th of February where there is no 29th', () => {
    const settings = { ...SMS.settings, quietPeriods: [{ from: '02-20', to: '02-29' }] };
    expect(contactObstacle(day('2027-02-22'), { ...SMS, settings })?.changesOn).toBe('2027-03-01');
    expect(contactObstacle(day('2028-02-22'), { ...SMS, settings })?.changesOn).toBe('2028-03-01');
  });
});

describe('always', () => {
  const anyDay = fc.integer({ min: 0, max: 12_000 }).map((count) => addDays(day('2010-01-01'), count));

  it('counts local minutes as the zone does', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom<Country>('NO', 'SE'),
        (on, minute, country) => {
          // The hour that is left out in March has no place on the wall.
          fc.pre(minute < 120 || minute >= 180);
          expect(local(instantOf(on, minute), country)).toEqual({ on, minute });
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['2026-03-29', 119, '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', 150, '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', 180, '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', 150, '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', 180, '2026-10-25T02:00:00.000Z'],
  ])('also in the night of %s at minute %i', (on, minute, instant) => {
    expect(instantOf(day(on), minute).toISOString()).toBe(instant);
  });

  it('finds no moment outside of the hours, in any regime', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) }),
        fc.constantFrom<Regime>('NO-1988', 'NO-2026', 'SE-1974'),
        fc.constantFrom<Channel>('sms', 'email', 'call'),
        (ms, regime, channel) => {
          const country = regime === 'SE-1974' ? 'SE' : 'NO';
          const question = { ...SMS, regime, channel, country, settings: DEFAULT_CONTACT } as const;
          const moment = nextContactMoment(new Date(ms), question);
          if (!moment) throw new Error('the defaults leave a moment');
          const { on, minute } = local(moment, country);
          const open = hoursOn(on, country, regime, DEFAULT_CONTACT);
          expect(moment.getTime()).toBeGreaterThanOrEqual(ms);
          expect(open !== undefined && minute >= open.fromMinute && minute < open.toMinute).toBe(true);
          expect(holidayOn(on, country)).toBeUndefined();
          expect(weekday(on)).not.toBe(7);
          expect(minute).toBeGreaterThanOrEqual(weekday(on) === 6 ? 540 : 480);
          expect(minute).toBeLessThan(weekday(on) === 6 ? 900 : 1260);
          expect(mayContactAt(moment, question)).toBe(true);
        },
      ),
    );
  });
});
