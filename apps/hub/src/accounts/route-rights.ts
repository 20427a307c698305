import type { RouteAsked } from '../api/principal.js';
import type { Right } from './rights.js';

/**
 * What a route asks of a person. `anyone`: whoever is signed in. `somewhere`: one of the rights in any of their
 * organisations; the route itself then keeps to what is theirs.
 */
export type Asked = Right | 'anyone' | { readonly somewhere: readonly Right[] };

interface Rule {
  readonly methods: 'reading' | 'any';
  readonly template: RegExp;
  readonly asked: Asked;
}

const ofCreditor = (path: string): RegExp => new RegExp(`^creditors/:creditorId/${path}`);

/** The first rule that fits decides; a route that none fits is closed to people, and a test finds it. */
const RULES: readonly Rule[] = [
  { methods: 'any', template: /^me(\/|$)/, asked: 'anyone' },
  // Who holds a letter's link and code has no account; the page's own guard asks for them.
  { methods: 'any', template: /^debtor-page(\/|$)/, asked: 'anyone' },
  { methods: 'reading', template: /^ledgers(\/|$)/, asked: 'anyone' },
  // Told to organisations: the controller looks for one that the asker may see for.
  { methods: 'reading', template: /^events$/, asked: 'anyone' },
  { methods: 'any', template: ofCreditor('access(/|$)'), asked: 'manage-people' },
  { methods: 'any', template: /^organisations(\/|$)/, asked: 'manage-people' },
  { methods: 'any', template: ofCreditor('personal-data-accesses(/|$)'), asked: 'audit' },
  // What is kept of a person, all at once, and its end: not for everybody who may see one case.
  {
    methods: 'any',
    template: ofCreditor('case-debtors/:debtorId/(personal-data|erasure)(/|$)'),
    asked: 'lead-cases',
  },
  { methods: 'reading', template: ofCreditor(''), asked: 'see' },
  // Which right it takes to decide follows from what is proposed; whoever asked may always take it back.
  { methods: 'any', template: ofCreditor('proposals(/|$)'), asked: 'see' },
  { methods: 'any', template: ofCreditor('(policy|connections|second-person-rule)(/|$)'), asked: 'connect' },
  { methods: 'any', template: ofCreditor('(open-items|refused-records)(/|$)'), asked: 'connect' },
  // Who keeps the books knows what came in.
  { methods: 'any', template: ofCreditor('paid-directly(/|$)'), asked: 'connect' },
  { methods: 'any', template: ofCreditor('(claims|write-backs|hand-overs)(/|$)'), asked: 'approve' },
  { methods: 'any', template: ofCreditor('pipeline(/|$)'), asked: 'approve' },
  // What goes beyond the authority that a creditor gave is theirs to say yes to.
  { methods: 'any', template: ofCreditor('grant-requests(/|$)'), asked: 'approve' },
  {
    methods: 'any',
    template: ofCreditor('(settlements|remittances|fee-withdrawals|refunds)(/|$)'),
    asked: 'move-money',
  },
  {
    methods: 'any',
    template: ofCreditor('(shares|remittance-settings|refund-settings)(/|$)'),
    asked: 'lead-cases',
  },
  { methods: 'any', template: ofCreditor('(reconciliations|differences)(/|$)'), asked: 'approve' },
  { methods: 'reading', template: /^collection\/tables$/, asked: 'anyone' },
  {
    methods: 'any',
    template:
      /^(bank-files|bank-transactions|collector-accounts|paying-accounts|payouts|payout-files|client-money)(\/|$)/,
    asked: 'move-money',
  },
  {
    methods: 'any',
    template: ofCreditor('(collection-settings|authority|crisis-pauses|case-pass|plan-pass)(/|$)'),
    asked: 'lead-cases',
  },
  {
    methods: 'any',
    template: ofCreditor('(cases|case-debtors|letters|work-list)(/|$)'),
    asked: 'work-cases',
  },
  { methods: 'any', template: /^(crisis-pauses|default-authority|authority)(\/|$)/, asked: 'lead-cases' },
  // An access to a ledger belongs to an organisation, or to whoever runs the installation.
  { methods: 'any', template: /^grants(\/|$)/, asked: { somewhere: ['connect', 'operate'] } },
  { methods: 'any', template: /^(agencies|connections)(\/|$)/, asked: 'operate' },
];

/** @returns undefined for a route that nobody has thought of: then it is for no person */
export function rightAsked({ method, template }: RouteAsked): Asked | undefined {
  const reads = method === 'GET' || method === 'HEAD';
  const path = template.replace(/^\//, '');
  return RULES.find((rule) => (rule.methods === 'any' || reads) && rule.template.test(path))?.asked;
}

/** The right by its name, for whoever does not have it. */
export function nameOfAsked(asked: Asked | undefined): string {
  if (asked === undefined) return 'none';
  return typeof asked === 'object' ? asked.somewhere.join(' or ') : asked;
}
