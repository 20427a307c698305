import {
  type CaseLetterId,
  type Country,
  type CreditorId,
  type Currency,
  type LocalDate,
  money,
} from '@app/domain';
import type { HoldReason } from '@app/collection';
import { HELP_PLACES } from '@app/letters';
import { Injectable } from '@nestjs/common';
import { maskedName } from '../access-log/shown.js';
import { moneyDto } from '../api/money.dto.js';
import { planDto } from '../case-desk/plans/plan-view.js';
import { PlansService } from '../case-desk/plans/plans.service.js';
import { caseNotFound, CasesService } from '../cases/api/cases.service.js';
import { sumOf } from '../cases/facts/case-balance.js';
import { CaseReader } from '../cases/facts/case-reader.js';
import type { CaseRecord } from '../cases/facts/case-record.js';
import { CasePass } from '../cases/pass/case-pass.js';
import { letterFacts } from '../cases/steps/letter-facts.js';
import { payTo, SettingsIncompleteError } from '../cases/steps/step-letter.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { Database } from '../database/database.js';
import type { DebtorPageDto } from './debtor-page.dto.js';
import type { DebtorVisit } from './debtor-visit.js';
import { paymentQr } from './payment-qr.js';

/** What has left for the debtor. */
const SENT: ReadonlySet<string> = new Set(['sent']);
/** Holds during which nothing is sent, by the planner's names. */
const RESTS: ReadonlySet<string> = new Set<HoldReason>([
  'objection-open',
  'objection-before-board',
  'doubt',
  'deferral',
  'plan-proposed',
  'plan-in-good-standing',
  'pause',
  'payment-under-way',
  'paid-directly',
  'vulnerable',
]);
const PLANS_SHOWN: ReadonlySet<string> = new Set(['proposed', 'running']);

/** What the debtor's page shows: the case, and no more of the person than they need to know that it is theirs. */
@Injectable()
export class PageViewService {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesService,
    private readonly pass: CasePass,
    private readonly reader: CaseReader,
    private readonly plans: PlansService,
    private readonly creditors: CreditorReader,
  ) {}

  async country(creditorId: CreditorId): Promise<Country> {
    return this.database.asCreditor(
      creditorId,
      async (tx) => (await this.creditors.ofCreditor(tx, creditorId)).creditor.country,
    );
  }

  /** @throws ProblemError rate-not-known while the law's table lacks the rate of today */
  async page({ creditorId, caseId }: DebtorVisit): Promise<DebtorPageDto> {
    const { terms, record, facts } = await this.database.asCreditor(creditorId, async (tx) => {
      const known = await this.pass.terms(tx, creditorId);
      const [found] = await this.reader.some(tx, [caseId]);
      if (!found) throw caseNotFound(caseId);
      return { terms: known, record: found, facts: await letterFacts(tx, caseId) };
    });
    const { creditor, settings, today } = terms;
    const { currency } = record;
    const { balance, lines } = await this.cases.balance(creditorId, caseId);
    const { principal, interest, costs, court } = balance.total;
    const total = sumOf(balance.total);
    const { desk, plans } = await this.plans.list(creditorId, caseId);
    const plan = plans.findLast(({ state }) => PLANS_SHOWN.has(state));
    const letters = await this.cases.letters(creditorId, caseId);
    const row = await this.cases.one(creditorId, caseId);
    return {
      reference: record.reference,
      language: record.debtor.language,
      country: creditor.country,
      state: record.state,
      resting: isResting(row.decision),
      debtorName: maskedName(facts.debtorName),
      creditorName: creditor.name,
      collector: settings.sender && {
        name: settings.sender.name,
        telephone: settings.sender.telephone,
        email: settings.sender.email,
      },
      today,
      owed: {
        principal: moneyDto(principal, currency),
        interest: moneyDto(interest, currency),
        costs: moneyDto(costs, currency),
        court: moneyDto(court, currency),
        total: moneyDto(total, currency),
      },
      claims: facts.invoices.map(({ invoiceNumber, invoicedOn, dueOn, subject, claimId }) => ({
        claimId,
        invoiceNumber,
        invoicedOn,
        dueOn,
        concerns: subject ?? settings.claimSubject,
      })),
      lines: lines.map(({ minor, ...line }) => ({
        ...line,
        amount: moneyDto(minor, currency),
      })),
      pay: total > 0n ? this.#pay(record, facts, terms, total, currency) : null,
      plan: plan === undefined ? null : shownPlan(planDto(plan, desk)),
      deferredUntilOn: deferredUntil(record, today),
      objectionOpen: record.objections.some(({ state }) => state === 'open'),
      letters: letters
        .filter(({ state }) => SENT.has(state))
        .map(({ id, kind, channel, sentAt, hasDocument }) => ({ id, kind, channel, sentAt, hasDocument })),
      help: HELP_PLACES[creditor.country],
    };
  }

  /** Only what was sent: a draft is nobody's letter. @throws ProblemError no-such-document */
  async letter({ creditorId, caseId }: DebtorVisit, letterId: CaseLetterId): Promise<Buffer> {
    const letters = await this.cases.letters(creditorId, caseId);
    const sent = letters.find(({ id, state }) => id === letterId && SENT.has(state));
    return this.cases.pdf(creditorId, caseId, (sent?.id ?? NO_LETTER) as CaseLetterId);
  }

  #pay(
    record: CaseRecord,
    facts: Parameters<typeof payTo>[1],
    terms: Parameters<typeof payTo>[2],
    total: bigint,
    currency: Currency,
  ): DebtorPageDto['pay'] {
    try {
      const { kind, account, payee, reference } = payTo(record, facts, terms);
      const dueOn = record.steps.at(-1)?.deadlineOn ?? null;
      const { creditor, settings } = terms;
      const { organisationNumber } = settings.sender ?? creditor;
      const told = { kind, account, payee, reference, dueOn };
      const qr = paymentQr({
        ...told,
        country: creditor.country,
        amount: money(total, currency),
        ...(organisationNumber === undefined ? {} : { payeeOrganisationNumber: organisationNumber }),
      });
      return { ...told, amount: moneyDto(total, currency), qr };
    } catch (error) {
      if (error instanceof SettingsIncompleteError) return null;
      throw error;
    }
  }
}

const NO_LETTER = '00000000-0000-0000-0000-000000000000';

function shownPlan({
  id,
  state,
  standing,
  total,
  instalments,
  answerBy,
}: ReturnType<typeof planDto>): DebtorPageDto['plan'] {
  return {
    id,
    state,
    standing,
    total,
    answerBy,
    instalments: instalments.map(({ number, dueOn, amount, paid }) => ({ number, dueOn, amount, paid })),
  };
}

function deferredUntil({ deferrals }: CaseRecord, today: LocalDate): LocalDate | null {
  const until = deferrals.map((deferral) => deferral.untilOn).filter((on) => on >= today);
  return until.sort().at(-1) ?? null;
}

/** A deadline that runs, or a letter that waits for its hour, is no rest: the debtor would be told what is not so. */
function isResting(decision: unknown): boolean {
  const holds: unknown = (decision as { readonly holds?: unknown } | null)?.holds;
  return Array.isArray(holds) && holds.some(isRest);
}

function isRest(hold: unknown): boolean {
  const reason: unknown = (hold as { readonly reason?: unknown } | null)?.reason;
  return typeof reason === 'string' && RESTS.has(reason);
}
