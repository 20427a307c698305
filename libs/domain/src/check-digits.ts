/**
 * Check digits of the identifiers that Norwegian and Swedish invoices carry.
 *
 * Sources: Luhn, ISO/IEC 7812-1 annex B (MOD10 of KID and OCR); Nets, "OCR giro system specification"
 * (KID: 2–25 digits, MOD10 or MOD11, the MOD11 digit 10 written as "-");
 * Brønnøysundregistrene, "Om organisasjonsnummeret" (MOD11 with weights 3 2 7 6 5 4 3 2).
 */

/** The Luhn digit that makes `payload + digit` valid. `payload` holds digits only. */
export function mod10Digit(payload: string): string {
  let sum = 0;
  let double = true;
  for (let i = payload.length - 1; i >= 0; i -= 1) {
    const digit = payload.charCodeAt(i) - 48;
    const value = double ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
    double = !double;
  }
  return String((10 - (sum % 10)) % 10);
}

/** The MOD11 digit (weights 2–7 from the right, repeating), `-` where the remainder asks for ten. */
export function mod11Digit(payload: string): string {
  let sum = 0;
  let weight = 2;
  for (let i = payload.length - 1; i >= 0; i -= 1) {
    sum += (payload.charCodeAt(i) - 48) * weight;
    weight = weight === 7 ? 2 : weight + 1;
  }
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? '-' : String(digit);
}

/** A Norwegian KID: 2–25 characters whose last is a MOD10 or MOD11 check digit over the rest. */
export function isKid(text: string): boolean {
  if (!/^\d{1,24}[\d-]$/.test(text)) return false;
  const payload = text.slice(0, -1);
  const digit = text.at(-1);
  return digit === mod10Digit(payload) || digit === mod11Digit(payload);
}

/** A Swedish OCR reference: 2–25 digits whose last is a Luhn digit over the rest. */
export function isOcrReference(text: string): boolean {
  return /^\d{2,25}$/.test(text) && text.at(-1) === mod10Digit(text.slice(0, -1));
}

/** A Norwegian organisation number: nine digits, the last a MOD11 digit over the first eight. */
export function isNorwegianOrganisationNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  return text.at(-1) === mod11Digit(text.slice(0, 8));
}

/** A Swedish organisation number: ten digits without hyphen, third digit 2 or more, Luhn check digit. */
export function isSwedishOrganisationNumber(text: string): boolean {
  return /^\d{2}[2-9]\d{7}$/.test(text) && text.at(-1) === mod10Digit(text.slice(0, 9));
}
