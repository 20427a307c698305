/**
 * Takes secrets and personal data out of what is logged or shown. Known secrets are replaced wherever they stand; the
 * patterns catch what nobody has named: credentials in headers and URLs, tokens, e-mail addresses, national ids.
 */
const MASK = '•••';

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~-]+/gi, `$1 ${MASK}`],
  [
    /\b(access_token|refresh_token|client_secret|consumerToken|employeeToken|sessionToken|token|password|secret)(["']?\s*[:=]\s*["']?)[^\s"'&,}]+/gi,
    `$1$2${MASK}`,
  ],
  // Base64 of a JSON object: the shape of several vendors' tokens, and of a JWT's parts.
  [/\beyJ[A-Za-z0-9+/=._-]{10,}/g, MASK],
  [/:\/\/[^\s/@:]+:[^\s/@]+@/g, `://${MASK}@`],
  [/[\p{L}0-9._%+-]+@[\p{L}0-9.-]+\.\p{L}{2,}/gu, MASK],
  // Eleven digits (Norwegian national id), or Swedish personal numbers with their hyphen.
  [/(?<!\d)\d{6}\s?\d{5}(?!\d)/g, MASK],
  [/(?<!\d)(?:\d{2})?\d{6}[-+]\d{4}(?!\d)/g, MASK],
];

/** Secrets shorter than this are not searched for: they would mask ordinary words. */
const SECRET_LENGTH_MIN = 6;

export function redact(text: string, secrets: readonly string[] = []): string {
  let safe = text;
  for (const secret of secrets) {
    if (secret.length >= SECRET_LENGTH_MIN) safe = safe.replaceAll(secret, MASK);
  }
  for (const [pattern, replacement] of PATTERNS) safe = safe.replace(pattern, replacement);
  return safe;
}
