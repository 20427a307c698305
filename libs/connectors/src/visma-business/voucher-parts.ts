import type { JsonObject } from '@app/domain';

/** What a voucher names besides the instruction; read before, and kept as the baseline. */
export interface VoucherParts {
  readonly customerNo: number;
  /** What the open entry is matched by. */
  readonly reference: string;
  readonly accountNo: number;
  readonly voucherSeriesNo: number;
}

/** Undefined when the baseline is none of ours. */
export function readParts({
  customerNo,
  reference,
  accountNo,
  voucherSeriesNo,
}: JsonObject): VoucherParts | undefined {
  if (typeof customerNo !== 'number' || typeof accountNo !== 'number') return undefined;
  if (typeof voucherSeriesNo !== 'number' || typeof reference !== 'string') return undefined;
  return { customerNo, reference, accountNo, voucherSeriesNo };
}
