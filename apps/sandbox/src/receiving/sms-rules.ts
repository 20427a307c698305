export interface SmsBody {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly reference: string;
}

const E164 = /^\+[1-9]\d{6,14}$/;
/** 3GPP TS 23.040: eleven characters of an alphanumeric sender; operators want a letter in it. */
const SENDER = /^(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 ]{0,10}$/;
const TEXT_MAX = 1_530;

/** What is wrong with the body, by the gateway's code; or the body. */
export function smsProblem(text: string): string | SmsBody {
  let body: unknown;
  try {
    body = JSON.parse(text) as unknown;
  } catch {
    return 'json-malformed';
  }
  if (typeof body !== 'object' || body === null) return 'json-malformed';
  const { from, to, text: words, reference } = body as Readonly<Record<string, unknown>>;
  if (typeof to !== 'string' || !E164.test(to)) return 'recipient-not-e164';
  if (typeof from !== 'string' || !(SENDER.test(from) || E164.test(from))) return 'sender-not-allowed';
  if (typeof words !== 'string' || words.trim() === '') return 'text-missing';
  if (words.length > TEXT_MAX) return 'text-too-long';
  if (typeof reference !== 'string' || reference === '' || reference.length > 64) return 'reference-missing';
  return { from, to, text: words, reference };
}
