import type { Currency, LocalDate } from '@app/domain';
import type { ToldReference } from './message.js';

export interface ToldPayment {
  readonly isDeduction: boolean;
  readonly amountMinor: bigint;
  /** The first stands in the payment's record, the others in extra ones. */
  readonly references: readonly ToldReference[];
  readonly payerBankgiro: string;
  readonly payerName?: string;
  readonly organisationNumber?: string;
  readonly texts: readonly string[];
}

export interface ToldDeposit {
  readonly bankgiro: string;
  readonly currency: Currency;
  readonly bookedOn: LocalDate;
  readonly payments: readonly ToldPayment[];
}

export interface ToldBgMax {
  /** 20 digits. */
  readonly timestamp: string;
  readonly deposits: readonly ToldDeposit[];
}

/** Writes a file with its counts and sums. For tests only. */
export function writeBgMax({ timestamp, deposits }: ToldBgMax): string {
  const payments = deposits.flatMap((deposit) => deposit.payments);
  const extra = payments.reduce((sum, { references }) => sum + Math.max(0, references.length - 1), 0);
  const count = (value: number): string => String(value).padStart(8, '0');
  const deductions = payments.filter(({ isDeduction }) => isDeduction).length;
  let serial = 0;
  const sections = deposits.flatMap((deposit, index) => {
    const lines = deposit.payments.flatMap((payment) => {
      serial += 1;
      return paymentLines(payment, serial);
    });
    return [
      `05${deposit.bankgiro.padStart(10, '0')}${' '.repeat(10)}${deposit.currency}`,
      ...lines,
      depositLine(deposit, index + 1),
    ];
  });
  return [
    `01BGMAX               01${timestamp}P`,
    ...sections,
    `70${count(payments.length - deductions)}${count(deductions)}${count(extra)}${count(deposits.length)}`,
  ]
    .map((line) => `${line.padEnd(80)}\r\n`)
    .join('');
}

function paymentLines(payment: ToldPayment, serial: number): string[] {
  const { isDeduction, amountMinor, references, payerBankgiro, payerName, organisationNumber, texts } =
    payment;
  const bankgiro = payerBankgiro.padStart(10, '0');
  const line = (code: string, reference: ToldReference | undefined, minor: bigint): string =>
    `${code}${bankgiro}${(reference?.text ?? '').padStart(25)}${digits(minor, 18)}${reference ? '2' : '0'}1${digits(BigInt(serial), 12)}0${isDeduction ? '1' : ' '}`;
  const [first, ...others] = references;
  return [
    line(isDeduction ? '21' : '20', first, amountMinor),
    ...others.map((reference) => line(isDeduction ? '23' : '22', reference, reference.amountMinor ?? 0n)),
    ...texts.map((text) => `25${text}`),
    ...(payerName === undefined ? [] : [`26${payerName}`]),
    ...(organisationNumber === undefined ? [] : [`29${organisationNumber.padStart(12, '0')}`]),
  ];
}

function depositLine({ payments, currency, bookedOn }: ToldDeposit, number: number): string {
  const sum = payments.reduce(
    (all, { amountMinor, isDeduction }) => all + (isDeduction ? -amountMinor : amountMinor),
    0n,
  );
  const day = bookedOn.replaceAll('-', '');
  return `15${'0'.repeat(35)}${day}${digits(BigInt(number), 5)}${digits(sum, 18)}${currency}${digits(BigInt(payments.length), 8)}K`;
}

function digits(value: bigint, length: number): string {
  return value.toString().padStart(length, '0');
}
