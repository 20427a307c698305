import { type CreditorNotice, type Currency, type LocalDate, money } from '@app/domain';

/** How a notice stands in a `jsonb` column: the fee's minor units as text, since JSON numbers are floats. */
export interface NoticeJson {
  readonly kind: CreditorNotice['kind'];
  readonly sentOn: LocalDate;
  readonly payBy?: LocalDate;
  readonly feeMinor?: string;
  readonly feeCurrency?: Currency;
}

export function noticesToJson(notices: readonly CreditorNotice[]): NoticeJson[] {
  return notices.map(({ fee, ...notice }) => ({
    ...notice,
    ...(fee === undefined ? {} : { feeMinor: fee.minor.toString(), feeCurrency: fee.currency }),
  }));
}

export function noticesFromJson(rows: readonly NoticeJson[]): CreditorNotice[] {
  return rows.map(({ feeMinor, feeCurrency, ...notice }) => ({
    ...notice,
    ...(feeMinor === undefined || feeCurrency === undefined
      ? {}
      : { fee: money(BigInt(feeMinor), feeCurrency) }),
  }));
}
