import type { CreditorId } from '@app/domain';
import type { Right } from '../accounts/rights.js';

/** What a person is told of by e-mail, most urgent first. Stored: names are added, never changed. */
export const NOTICE_KINDS = [
  'connection-broken',
  'posting-refused',
  'off-balance',
  'hand-over-to-confirm',
  'setting-to-confirm',
  'authority-to-confirm',
  'approval-waiting',
  'question-waiting',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Who may mend it, and where in the portal. */
export const NOTICE_PLACES: Readonly<Record<NoticeKind, { readonly right: Right; readonly page: string }>> = {
  'connection-broken': { right: 'connect', page: '/connection' },
  'posting-refused': { right: 'approve', page: '/postings' },
  'off-balance': { right: 'approve', page: '/differences' },
  'hand-over-to-confirm': { right: 'approve', page: '/second-person' },
  'setting-to-confirm': { right: 'connect', page: '/second-person' },
  'authority-to-confirm': { right: 'lead-cases', page: '/second-person' },
  'approval-waiting': { right: 'approve', page: '' },
  'question-waiting': { right: 'approve', page: '/requests' },
};

export function placeOf(publicUrl: string, creditorId: CreditorId, kind: NoticeKind): string {
  return `${publicUrl}/companies/${creditorId}${NOTICE_PLACES[kind].page}`;
}

/** `daily`: one mail each morning, if something waits. */
export const NOTICE_MODES = ['at-once', 'daily', 'off'] as const;
export type NoticeMode = (typeof NOTICE_MODES)[number];
