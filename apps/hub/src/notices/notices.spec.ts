import { describe, expect, it } from '@jest/globals';
import type { CreditorId } from '@app/domain';
import type { NoticeKind } from './notice-kinds.js';
import { noticeMail } from './notice-mail.js';
import { nextMorning } from './notice-planner.js';
import { linesOf, stateAfter } from './notice-sender.js';

const creditor = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}` as CreditorId;
const notice = (company: string, kind: NoticeKind, digit = 1) => ({
  creditorId: creditor(digit),
  company,
  kind,
});
const URL = 'https://hub.example';

describe('notices', () => {
  it('are one line for each kind at each company, most urgent first', () => {
    const lines = linesOf(
      [
        notice('Granly', 'posting-refused'),
        notice('Ask', 'approval-waiting', 2),
        notice('Granly', 'posting-refused'),
        notice('Granly', 'connection-broken'),
      ],
      URL,
    );
    expect(lines.map(({ company, kind, count, link }) => [company, kind, count, link])).toEqual([
      ['Granly', 'connection-broken', 1, `${URL}/companies/${creditor(1)}/connection`],
      ['Granly', 'posting-refused', 2, `${URL}/companies/${creditor(1)}/postings`],
      ['Ask', 'approval-waiting', 1, `${URL}/companies/${creditor(2)}`],
    ]);
  });

  it.each([
    ['nb', 'Kravhub: noe trenger deg', 'avviste en bokføring'],
    ['sv', 'Kravhub: något behöver dig', 'avvisade en bokning'],
    ['en', 'Kravhub: something needs you', 'refused a posting'],
  ] as const)('speak %s, with the way to the page and to the setting', (language, subject, words) => {
    const lines = linesOf([notice('A & Sønn', 'posting-refused')], URL);
    const mail = noticeMail(language, lines, { id: creditor(9), to: 'a@b.example', publicUrl: URL });
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(words);
    expect(mail.text).toContain(`${URL}/account`);
    expect(mail.html).toContain('A &amp; Sønn');
    expect(mail.html).toContain(`<a href="${URL}/companies/${creditor(1)}/postings">`);
  });

  it.each([
    ['2026-11-29T05:59:59Z', '2026-11-29T06:00:00Z'],
    ['2026-11-29T06:00:00Z', '2026-11-30T06:00:00Z'],
    ['2026-06-30T22:30:00Z', '2026-07-01T05:00:00Z'],
  ])('of the day come at seven in the morning: asked at %s, on %s', (now, morning) => {
    expect(nextMorning(new Date(now))).toEqual(new Date(morning));
  });

  it('are tried six times where they certainly did not leave, and once where they may have', () => {
    expect([1, 5, 6].map((attempts) => stateAfter({ outcome: 'not-sent' }, attempts))).toEqual([
      'planned',
      'planned',
      'given-up',
    ]);
    expect(stateAfter({ outcome: 'unknown' }, 1)).toBe('unknown');
    expect(stateAfter({ outcome: 'refused' }, 1)).toBe('refused');
    expect(stateAfter({ outcome: 'accepted' }, 6)).toBe('sent');
  });
});
