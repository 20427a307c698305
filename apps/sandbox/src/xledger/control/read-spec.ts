import { ControlError } from '../../control/control-api.js';
import { minorUnits } from '../../books/amounts.js';
import type { AmountText } from './specs.js';

export function minorOf(amount: AmountText): number {
  const minor = minorUnits(String(amount));
  if (minor === undefined) throw new ControlError(`"${amount}" is not a decimal with at most two decimals.`);
  return minor;
}
