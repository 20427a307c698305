import type { Random } from '../demo/random.js';

/**
 * Eleven digits as the vendor keeps a person's number in `companyNumber`. The month is raised by 80, as in the tax
 * administration's made-up population (skatteetaten.no, "Tenor testdata"), and the check digits are wrong on purpose: nobody's.
 */
export function unrealPersonNumber(random: Random): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const born = `${two(random.int(1, 28))}${two(random.int(81, 92))}${two(random.int(40, 99))}`;
  return `${born}${String(random.int(0, 99_999)).padStart(5, '0')}`;
}
