import { isIban, isNorwegianAccount } from '@app/bank-files';
import type { ClaimId, CreditorId, LocalDate } from '@app/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type BankBalance, BankBalances } from '../client-money/bank-balances.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { Payee } from '../payouts/payout.js';
import { PayerAccounts } from '../refunds/payer-accounts.js';

/** What the bank's files tell beside payments, for who asks: closing balances, and from which account a claim was paid. */
@Injectable()
export class BankKnowledge implements OnModuleInit {
  constructor(
    private readonly balances: BankBalances,
    private readonly payers: PayerAccounts,
  ) {}

  onModuleInit(): void {
    this.balances.from((tx, on) => closingBalances(tx, on));
    this.payers.from((tx, about) => payerOf(tx, about));
  }
}

function closingBalances(tx: Transaction, on: LocalDate): Promise<BankBalance[]> {
  return tx.query<BankBalance>(CLOSING, [on]);
}

/** A number that is no account by its own check digits is not guessed at: then a person gives it. */
async function payerOf(
  tx: Transaction,
  { creditorId, claimId }: { readonly creditorId: CreditorId; readonly claimId: ClaimId },
): Promise<Payee | undefined> {
  const [row] = await tx.query<{ name: string | null; account: string | null }>(PAYER, [creditorId, claimId]);
  const number = row?.account ?? '';
  const name = row?.name ?? '';
  if (name === '') return undefined;
  if (isIban(number)) return { name, kind: 'iban', number };
  return isNorwegianAccount(number) ? { name, kind: 'bban', number } : undefined;
}

const CLOSING = prepared(`
  select c.number as place, b.currency, b.minor
  from bank_balance b join collector_account c on c.key = b.account_key and c.currency = b.currency
  where b.on_day = $1 order by c.number`);

const PAYER = prepared(`
  select t.told->'payer'->>'name' as name, t.told->'payer'->>'account' as account
  from payment_allocation p join bank_transaction t on t.id = p.transaction_id
  where p.creditor_id = $1 and p.claim_id = $2 and p.undone_by_id is null
  order by p.created_at desc, p.settlement_id desc limit 1`);
