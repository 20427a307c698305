import { ControlError } from '../../control/control-api.js';
import { readMinor } from '../wire/json.js';
import type { AmountText } from './specs.js';

export function minorOf(amount: AmountText, name = 'amount'): number {
  const minor = readMinor(String(amount));
  if (minor === undefined)
    throw new ControlError(`${name} "${amount}" is not a decimal with at most two decimals.`);
  return minor;
}
