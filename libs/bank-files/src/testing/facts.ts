import type { BankTransaction } from '../model.js';
import type { ToldMessage } from './message.js';
import type { ToldBgMax } from './write-bgmax.js';
import type { ToldTransmission } from './write-ocr-giro.js';

/** What a transaction says, without where it stands: for comparing what was read with what was written. */
export type Facts = Partial<BankTransaction>;

export function factsOf(transaction: BankTransaction): Facts {
  const {
    place: _place,
    entry: _entry,
    fingerprint: _fingerprint,
    notes: _notes,
    account,
    ...facts
  } = transaction;
  return { ...facts, account: { ...account, isCheckDigitRight: true } };
}

export function factsOfCamt({ reports }: ToldMessage): Facts[] {
  return reports.flatMap(({ iban, currency, entries }, index) =>
    entries.flatMap((entry) =>
      entry.transactions.map((each) => {
        const bankReference = each.bankReference ?? entry.bankReference;
        return {
          report: index + 1,
          account: { kind: 'iban' as const, number: iban, currency, isCheckDigitRight: true },
          amount: { minor: each.amountMinor, currency },
          direction: each.direction,
          isReversal: entry.isReversal,
          bookedOn: entry.bookedOn,
          valueOn: entry.valueOn,
          ...(bankReference !== undefined && { bankReference }),
          ...(each.endToEndId !== undefined && { endToEndId: each.endToEndId }),
          references: each.references.map(({ text, amountMinor }) => ({
            kind: 'structured' as const,
            text,
            ...(amountMinor !== undefined && { amount: { minor: amountMinor, currency } }),
          })),
          texts: each.texts,
          payer: {
            ...(each.payerName !== undefined && { name: each.payerName }),
            ...(each.payerAccount !== undefined && { account: each.payerAccount }),
          },
          ...(entry.bankCode !== undefined && { bankCode: entry.bankCode }),
        };
      }),
    ),
  );
}

export function factsOfGiro({ assignments }: ToldTransmission): Facts[] {
  return assignments.flatMap(({ account, transactions }, index) =>
    transactions.map((each) => {
      const isReversal = each.type === 18 || each.type === 20 || each.isNegative === true;
      const reference = [each.form, each.archive]
        .map((part) => part.replace(/^0+/, ''))
        .filter((part) => part !== '');
      return {
        report: index + 1,
        account: {
          kind: 'bban' as const,
          number: account,
          currency: 'NOK' as const,
          isCheckDigitRight: true,
        },
        amount: { minor: each.amountMinor, currency: 'NOK' as const },
        direction: isReversal ? ('debit' as const) : ('credit' as const),
        isReversal,
        bookedOn: each.settledOn,
        ...(each.paidOn !== undefined && { paidOn: each.paidOn }),
        ...(reference.length > 0 && { bankReference: reference.join('/') }),
        references: each.kid === '' ? [] : [{ kind: 'kid' as const, text: each.kid }],
        texts: each.text === undefined ? [] : [each.text],
        payer: each.debitAccount === undefined ? {} : { account: each.debitAccount },
        bankCode: String(each.type),
      };
    }),
  );
}

export function factsOfBgMax({ deposits }: ToldBgMax): Facts[] {
  let serial = 0;
  return deposits.flatMap(({ bankgiro, currency, payments }, index) =>
    payments.map((each) => {
      serial += 1;
      return {
        report: index + 1,
        account: { kind: 'bankgiro' as const, number: bankgiro, currency, isCheckDigitRight: true },
        amount: { minor: each.amountMinor, currency },
        direction: each.isDeduction ? ('debit' as const) : ('credit' as const),
        isReversal: false,
        bankReference: String(serial).padStart(12, '0'),
        references: each.references.map(({ text, amountMinor }) => ({
          kind: 'ocr' as const,
          text,
          ...(amountMinor !== undefined && { amount: { minor: amountMinor, currency } }),
        })),
        texts: each.texts,
        payer: {
          account: each.payerBankgiro,
          ...(each.payerName !== undefined && { name: each.payerName }),
          ...(each.organisationNumber !== undefined && { organisationNumber: each.organisationNumber }),
        },
        bankCode: '1',
      };
    }),
  );
}
