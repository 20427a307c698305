import { expect, it } from '@jest/globals';
import { RIGHTS_TO_DECIDE } from '../second-person/subjects.js';
import { ORGANISATION_KINDS, type Right, RIGHTS, rightsOf, rolesOf } from './rights.js';
import { type Asked, rightAsked } from './route-rights.js';

const OF_ONE = 'creditors/:creditorId';

/** One route of each sort, and who may ask for it: `c` collector, `k` creditor, `f` accounting firm. */
const ROUTES: readonly (readonly [method: string, template: string, allowed: string])[] = [
  ['GET', `${OF_ONE}/claims`, 'every role'],
  ['PUT', `${OF_ONE}/policy`, 'c:owner k:owner k:accountant f:owner f:accountant'],
  ['PUT', `${OF_ONE}/second-person-rule`, 'c:owner k:owner k:accountant f:owner f:accountant'],
  ['POST', `${OF_ONE}/proposals/:proposalId/confirm`, 'every role'],
  ['POST', `${OF_ONE}/refused-records/:recordId/retry`, 'c:owner k:owner k:accountant f:owner f:accountant'],
  ['POST', `${OF_ONE}/paid-directly`, 'c:owner k:owner k:accountant f:owner f:accountant'],
  ['POST', `${OF_ONE}/cases/:caseId/paid-directly`, 'c:owner c:lead c:case-handler'],
  ['PUT', `${OF_ONE}/collection-settings/takeover`, 'c:owner c:lead'],
  ['POST', `${OF_ONE}/claims/approve`, 'c:owner c:lead k:owner k:approver f:owner f:approver'],
  ['POST', `${OF_ONE}/access`, 'c:owner k:owner f:owner'],
  ['POST', 'organisations/:organisationId/invitations', 'c:owner k:owner f:owner'],
  ['POST', 'organisations/:organisationId/api-keys', 'c:owner k:owner f:owner'],
  ['POST', `${OF_ONE}/cases/:caseId/notes`, 'c:owner c:lead c:case-handler'],
  ['POST', `${OF_ONE}/grant-requests/:taskId/answer`, 'c:owner c:lead k:owner k:approver f:owner f:approver'],
  ['PUT', `${OF_ONE}/authority`, 'c:owner c:lead'],
  ['GET', `${OF_ONE}/personal-data-accesses`, 'c:owner c:lead c:auditor'],
  ['GET', `${OF_ONE}/case-debtors/:debtorId/personal-data`, 'c:owner c:lead'],
  ['POST', `${OF_ONE}/case-debtors/:debtorId/erasure`, 'c:owner c:lead'],
  ['POST', `${OF_ONE}/settlements`, 'c:owner c:lead'],
  ['POST', 'bank-files', 'c:owner c:lead'],
  ['GET', 'connections', 'c:owner c:lead'],
  ['POST', 'grants/:grantId/connections', 'c:owner c:lead k:owner k:accountant f:owner f:accountant'],
  ['POST', 'grants/sign-ins', 'c:owner c:lead k:owner k:accountant f:owner f:accountant'],
  ['POST', 'a-route/that-nobody-thought-of', ''],
];

/** One of these is enough. */
function wantedBy(asked: Asked | undefined): readonly Right[] {
  if (asked === undefined || asked === 'anyone') return [];
  return typeof asked === 'object' ? asked.somewhere : [asked];
}

const SHORT = { collector: 'c', creditor: 'k', 'accounting-firm': 'f' } as const;
const ROLES = ORGANISATION_KINDS.flatMap((kind) =>
  rolesOf(kind).map((role) => ({ name: `${SHORT[kind]}:${role}`, rights: rightsOf(kind, role) })),
);

it('each role may do what the matrix says, and nothing else', () => {
  const told: string[] = [];
  for (const [method, template, allowed] of ROUTES) {
    const asked = rightAsked({ method, template });
    const may = ROLES.filter(({ rights }) => wantedBy(asked).some((right) => rights.has(right)));
    const expected =
      allowed === 'every role' ? ROLES.map(({ name }) => name) : allowed.split(' ').filter(Boolean);
    expect([template, may.map(({ name }) => name).toSorted()]).toEqual([template, expected.toSorted()]);
    const marks = ROLES.map((role) => (may.includes(role) ? 'x' : '.').padEnd(role.name.length));
    told.push(`${marks.join(' ')}  ${method} ${template}`);
  }
  process.stdout.write(`\n${ROLES.map(({ name }) => name).join(' ')}  route\n${told.join('\n')}\n`);
});

it('who decides a proposal needs a right that there is', () => {
  for (const right of Object.values(RIGHTS_TO_DECIDE)) expect(RIGHTS).toContain(right);
});

it('a role of another kind of organisation, or none, gives nothing', () => {
  for (const [kind, role] of [
    ['creditor', 'lead'],
    ['accounting-firm', 'case-handler'],
    ['collector', 'toString'],
    ['collector', ''],
  ] as const)
    expect([role, ...rightsOf(kind, role)]).toEqual([role]);
});
