import { SetMetadata } from '@nestjs/common';
import type { Opened, OpenedSubject } from './personal-data-access.entity.js';

export const OPENS_PERSONAL_DATA = 'kravhub:opens-personal-data';

export interface OpensChoice {
  readonly opened: Opened;
  readonly subject: OpenedSubject;
}

/** Parameter of the route that names the subject. */
export const SUBJECT_PARAMETER: Readonly<Record<OpenedSubject, string>> = {
  case: 'caseId',
  'case-debtor': 'debtorId',
  creditor: 'creditorId',
};

/**
 * For every route that shows a person's data: whoever is answered is written down before the answer leaves. The route is
 * below a creditor and names the subject (`SUBJECT_PARAMETER`); a `reason` in the body is kept.
 */
export const OpensPersonalData = (opened: Opened, subject: OpenedSubject): MethodDecorator =>
  SetMetadata(OPENS_PERSONAL_DATA, { opened, subject } satisfies OpensChoice);
