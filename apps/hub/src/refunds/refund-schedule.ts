import { addDays, type Clock, type Country, type Currency, localDateAt, type LocalDate } from '@app/domain';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { CLOCK } from '../config/clock.js';
import { SYSTEM_ACTOR } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { assertFencing, type HeldLease } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { OVERPAYMENTS_MAX, type Overpayment } from './overpayments.js';
import { Refunds } from './refunds.js';

/** From one look to the next. */
const SECONDS = 3_600;
/** Words for the debtor, beside the money. */
const MESSAGE: Readonly<Record<Country, (invoice: string | null) => string>> = {
  NO: (invoice) => (invoice === null ? 'For mye betalt' : `For mye betalt, faktura ${invoice}`),
  SE: (invoice) => (invoice === null ? 'För mycket betalt' : `För mycket betalt, faktura ${invoice}`),
};

type Due = Pick<Overpayment, 'creditorId' | 'claimId' | 'invoiceNumber'> & {
  readonly country: Country;
  readonly currency: Currency;
  readonly heldMinor: bigint;
  readonly lastOn: LocalDate;
  readonly bankAccountId: string;
};

/**
 * Sends small overpayments back by themselves where the creditor's settings allow it and nothing more is owed in the case: to
 * the account that they were paid from. What has no such account stays for a person, in the list of overpayments.
 */
@Injectable()
export class RefundSchedule implements OnModuleInit {
  readonly #log = new Logger('RefundSchedule');

  constructor(
    private readonly scheduler: Scheduler,
    private readonly database: Database,
    private readonly refunds: Refunds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every({
      name: 'refunds',
      seconds: SECONDS,
      run: async (lease) => void (await this.run(lease)),
    });
  }

  /** @returns how many were ordered */
  async run(lease?: HeldLease): Promise<number> {
    let ordered = 0;
    for (const due of await this.#due()) {
      // One that cannot be paid (the bank never told the payer's account) does not keep the others waiting.
      try {
        await this.#order(due, lease);
        ordered += 1;
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const { creditorId, claimId } = due;
        const { code } = error.problem;
        this.#log.debug({ msg: 'an overpayment waits for a person', creditorId, claimId, code });
      }
    }
    return ordered;
  }

  #due(): Promise<Due[]> {
    const now = this.clock.now();
    const today = { NO: localDateAt(now, 'NO'), SE: localDateAt(now, 'SE') };
    return this.database.asOperator((tx) =>
      tx.query<Due>(DUE, [today.NO, today.SE, addDays(today.NO, -366)]),
    );
  }

  #order(due: Due, lease: HeldLease | undefined): Promise<unknown> {
    const { creditorId, claimId, heldMinor, lastOn, bankAccountId, country, invoiceNumber } = due;
    return this.database.asOperator(async (tx) => {
      if (lease) await assertFencing(tx, lease);
      const wish = {
        claimId,
        minor: heldMinor,
        bankAccountId,
        message: MESSAGE[country](invoiceNumber),
        // The same money under the same name; what is paid too much on a later day, or came back, has another.
        key: `small.${claimId}.${lastOn}`,
      };
      await this.refunds.refund(tx, creditorId, wish, SYSTEM_ACTOR);
    });
  }
}

/**
 * Held long enough, within the sum, nothing owed in the case, and no order for the claim that the bank refused or a person took
 * back: then somebody has to be asked.
 */
const DUE = `
  select h.creditor_id as "creditorId", h.claim_id as "claimId", r.country, r.currency, h.minor as "heldMinor",
    h.last_on as "lastOn", s.bank_account_id as "bankAccountId", coalesce(k.invoice_number, c.invoice_number) as "invoiceNumber"
  from (select distinct on (creditor_id) * from refund_settings order by creditor_id, version desc) s
  join creditor r on r.creditor_id = s.creditor_id
  join lateral (
    select creditor_id, claim_id, currency, -sum(amount_minor)::bigint as minor, max(booked_on) as last_on
    from client_money_line where creditor_id = s.creditor_id and kind = 'debtors' and claim_id is not null
    group by creditor_id, claim_id, currency having -sum(amount_minor) between 1 and s.up_to_minor
  ) h on h.currency = r.currency
  left join case_claim c on c.creditor_id = h.creditor_id and c.claim_id = h.claim_id
  left join debt_case d on d.creditor_id = c.creditor_id and d.id = c.case_id
  left join claim k on k.creditor_id = h.creditor_id and k.id = h.claim_id
  where s.up_to_minor > 0
    and h.last_on + s.after_days <= case r.country when 'NO' then $1::date else $2::date end and h.last_on > $3
    and (d.id is null or d.state = 'closed' or d.principal_minor + d.interest_minor + d.costs_minor + d.court_minor <= 0)
    and not exists (select from payout p where p.creditor_id = h.creditor_id and p.claim_id = h.claim_id
      and p.purpose = 'refund' and p.state in ('failed', 'cancelled'))
  order by h.last_on, h.claim_id limit ${OVERPAYMENTS_MAX}`;
