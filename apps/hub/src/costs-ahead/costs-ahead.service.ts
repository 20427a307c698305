import { type CostsAhead, costsAhead, type CostsAheadState, type DebtorStanding } from '@app/collection';
import {
  type ClaimState,
  type Clock,
  type Currency,
  type DebtorKind,
  latest,
  type LedgerItemId,
  type LocalDate,
  localDateAt,
} from '@app/domain';
import type { DecisionOutcome } from '@app/mapping';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { SettingsStore } from '../cases/settings/settings-store.js';
import { CLOCK } from '../config/clock.js';
import type { ConnectionRef } from '../connections/connection-row.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

export interface ItemCosts extends CostsAhead {
  readonly state: CostsAheadState;
  readonly currency: Currency;
  /** While the ledger does not say who the debtor is, the rules that protect people count. */
  readonly standing: DebtorStanding;
}

interface ItemRow {
  readonly dueOn: LocalDate;
  readonly currency: Currency;
  readonly outstandingMinor: bigint;
  readonly decision: DecisionOutcome;
  readonly changesOn: LocalDate | null;
  readonly vanishedAt: Date | null;
  readonly debtorKind: DebtorKind | null;
  readonly claimState: ClaimState | null;
  readonly hasAgency: boolean;
}

/** The creditor's own road and the law's tables, asked about one open item. */
@Injectable()
export class CostsAheadService {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly settings: SettingsStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError open-item-not-found */
  ofItem(ref: ConnectionRef, ledgerItemId: LedgerItemId): Promise<ItemCosts> {
    return this.database.asCreditor(ref.creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofConnection(tx, ref);
      const item = await this.#read(tx, ref, ledgerItemId);
      const standing: DebtorStanding = item.debtorKind === 'company' ? 'business' : 'consumer';
      const { currency } = item;
      const state = stateOf(item);
      if (state !== 'ahead') return { state, currency, standing, steps: [] };
      const { process, vatLiable, agreedReminderFeeMinor } = await this.settings.current(tx, creditor.id);
      const today = localDateAt(this.clock.now(), creditor.country);
      const ahead = costsAhead({
        country: creditor.country,
        currency,
        dueOn: item.dueOn,
        outstandingMinor: item.outstandingMinor,
        standing,
        process,
        vatLiable,
        agreedReminderFee: agreedReminderFeeMinor !== null,
        from: item.decision === 'claim' ? today : latest(today, item.changesOn ?? today),
      });
      return { state, currency, standing, ...ahead };
    });
  }

  async #read(tx: Transaction, { creditorId, id }: ConnectionRef, item: LedgerItemId): Promise<ItemRow> {
    const [row] = await tx.query<ItemRow>(ITEM, [creditorId, id, item]);
    if (!row) throw openItemNotFound();
    return row;
  }
}

function stateOf(item: ItemRow): CostsAheadState {
  const { claimState, decision, outstandingMinor, vanishedAt, hasAgency } = item;
  if (claimState === 'in-collection') return hasAgency ? 'agency' : 'under-way';
  const becomesOne = decision === 'claim' || decision === 'not-yet';
  const isOver = vanishedAt !== null || outstandingMinor <= 0n || claimState === 'closed';
  if (!becomesOne || isOver) return 'not-a-claim';
  return hasAgency ? 'agency' : 'ahead';
}

/** A claim stays with the agency that has it; one that nobody has goes where the creditor chooses now. */
const ITEM = `
  select i.due_on as "dueOn", i.currency, coalesce(c.outstanding_minor, i.outstanding_minor) as "outstandingMinor",
    i.decision, i.changes_on as "changesOn", i.vanished_at as "vanishedAt",
    coalesce(d.kind_answered, d.image ->> 'kind') as "debtorKind", c.state as "claimState",
    case when c.state = 'in-collection' then c.agency_id is not null
      else coalesce(c.agency_id, r.agency_id) is not null end as "hasAgency"
  from open_item i
  join creditor r on r.creditor_id = i.creditor_id
  left join debtor d on d.creditor_id = i.creditor_id and d.connection_id = i.connection_id
    and d.ledger_debtor_id = i.ledger_debtor_id
  left join claim c on c.creditor_id = i.creditor_id and c.connection_id = i.connection_id
    and c.ledger_item_id = i.ledger_item_id
  where i.creditor_id = $1 and i.connection_id = $2 and i.ledger_item_id = $3`;

function openItemNotFound(): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'open-item-not-found',
    title: 'There is no such open item.',
    cause: 'The mirror of this connection has no open item of this id.',
    consequence: 'Nothing was worked out.',
    remedy: 'Take ledgerItemId from the list of open items.',
  });
}
