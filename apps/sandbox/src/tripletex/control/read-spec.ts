import { ControlError } from '../../control/control-api.js';
import { readAmount } from '../wire/numbers.js';
import type { AmountText } from './specs.js';

export function minorOf(amount: AmountText, name = 'amount'): number {
  const read = readAmount(String(amount));
  if (!read?.exact) throw new ControlError(`${name} "${amount}" is not a decimal with at most two decimals.`);
  return read.minor;
}
