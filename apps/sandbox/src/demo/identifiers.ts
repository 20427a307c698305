import { mod10Digit, mod11Digit } from '@app/domain';
import type { Random } from './random.js';

/**
 * Identifiers with right check digits that cannot belong to anybody. Norwegian organisation numbers begin with 8 or 9
 * (Brønnøysundregistrene, "Om organisasjonsnummeret"); these begin with 3. There are no numbers of persons at all.
 */
export function unrealOrganizationNumber(random: Random): string {
  for (;;) {
    const payload = `3${String(random.int(0, 9_999_999)).padStart(7, '0')}`;
    const digit = mod11Digit(payload);
    // About one payload in eleven has no check digit; the loop ends with certainty in practice.
    if (digit !== '-') return payload + digit;
  }
}

/** Eight digits beginning with 0000: Norwegian subscriber numbers begin with 2 to 9 (Nkom's numbering plan). */
export function unrealPhone(random: Random): string {
  return `0000${String(random.int(0, 9999)).padStart(4, '0')}`;
}

/** Customer and invoice number with a MOD10 check digit. */
export function kidFor(customerNumber: number, invoiceNumber: number): string {
  const payload = `${String(customerNumber).padStart(6, '0')}${String(invoiceNumber).padStart(7, '0')}`;
  return payload + mod10Digit(payload);
}

/**
 * Eleven digits as the vendor keeps a person's number in `companyNumber`. The month is raised by 80, as in the tax
 * administration's made-up population (skatteetaten.no, "Tenor testdata"), and the check digits are wrong on purpose: nobody's.
 */
export function unrealPersonNumber(random: Random): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const born = `${two(random.int(1, 28))}${two(random.int(81, 92))}${two(random.int(40, 99))}`;
  return `${born}${String(random.int(0, 99_999)).padStart(5, '0')}`;
}
