import { mod10Digit } from '@app/domain';
import type { Random } from '../../demo/random.js';

/**
 * Swedish identifiers with right check digits that cannot belong to anybody living. Skatteverket gives organisation
 * numbers whose first digit names the kind of firm; no kind has 4. The third digit is 2 or more, as it always is.
 */
export function unrealSwedishOrganisationNumber(random: Random): string {
  const head = `4${random.int(0, 9)}${random.int(2, 9)}${String(random.int(0, 999)).padStart(3, '0')}`;
  const tail = String(random.int(0, 999)).padStart(3, '0');
  return `${head}-${tail}${mod10Digit(head + tail)}`;
}

/** Twelve digits of somebody born in the 1890s, with the birth numbers 980 to 999 that Skatteverket keeps for tests. */
export function unrealPersonalNumber(random: Random): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `9${random.int(0, 9)}${two(random.int(1, 12))}${two(random.int(1, 28))}`;
  const birth = String(random.int(980, 999));
  return `18${day}-${birth}${mod10Digit(day + birth)}`;
}

/** PTS keeps 070-1740605 to 070-1740699 for invented people. */
export function unrealSwedishPhone(random: Random): string {
  return `070-17406${String(random.int(5, 99)).padStart(2, '0')}`;
}
