import type { Posting } from '../../books/entries.js';
import { jsonReply, type Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { mappingFailed, noPermission } from '../wire/api-error.js';
import { readJson, WRONG_TYPE } from '../wire/json-body.js';

/** Postings whose sum stays below this many minor units of the company's currency may be matched. */
const TOLERANCE_MINOR = 10_00;

/**
 * `PUT /ledger/posting/:closePostings`: matches postings given by id. It answers 200 also when it matched nothing;
 * then `values` says why, once per posting. A difference below ten kroner goes to the rounding account.
 */
export function closePostings(call: Call): Reply {
  const { company, request, world } = call;
  if (!company.rights.ledger) throw noPermission();
  const ids = readIds(request.body);
  const postings = ids.flatMap((id) => company.books.postings.get(id) ?? []);
  const refusal = refusalOf(postings, ids.length);
  if (!refusal) match(call, postings, world.today());
  const values = refusal ? ids.map((postingId) => ({ postingId, message: refusal })) : [];
  // The vendor's own oddity: a full size of 0 beside a count that is not.
  return jsonReply(
    200,
    JSON.stringify({ fullResultSize: 0, from: 0, count: values.length, versionDigest: null, values }),
  );
}

function refusalOf(postings: readonly Posting[], asked: number): string | undefined {
  if (postings.length !== asked || asked < 2) return 'Posten finnes ikke.';
  if (postings.some((row) => row.account.role !== 'customers')) return 'Kontoen kan ikke lukkes.';
  if (postings.some((row) => row.closing)) return 'Posten er allerede lukket.';
  if (new Set(postings.map((row) => row.customerId)).size > 1) return 'Postene må tilhøre samme kunde.';
  const sum = postings.reduce((total, row) => total + row.amountMinor, 0);
  return Math.abs(sum) < TOLERANCE_MINOR ? undefined : 'Summen av valgte poster må være mindre enn 10.';
}

function match(
  { company, world }: Call,
  postings: readonly Posting[],
  on: ReturnType<typeof world.today>,
): void {
  const { books } = company;
  const [first] = postings;
  if (!first) return;
  const sum = postings.reduce((total, row) => total + row.amountMinor, 0);
  const rounding = sum === 0 ? [] : roundingLine(sum);
  books.match([...postings, ...rounding], on);
  const item = postings.find((row) => row.item)?.item;
  if (world.switches.closePostingsPays && item) {
    for (const posting of [...postings, ...rounding]) books.attachTo(item, posting);
  }

  function roundingLine(differenceMinor: number): Posting[] {
    const voucher = books.post({
      on,
      text: 'Øreavrunding',
      kind: 'rounding',
      postings: [
        {
          account: company.account(1500),
          customerId: first?.customerId,
          amountMinor: 0 - differenceMinor,
          row: 0,
        },
        { account: company.account(7740), amountMinor: differenceMinor, row: 0 },
      ],
    });
    return voucher.postings.slice(0, 1);
  }
}

function readIds(body: string): number[] {
  const ids = readJson(body);
  const isList = Array.isArray(ids) && ids.every((id) => typeof id === 'number');
  if (!isList) throw mappingFailed('', WRONG_TYPE);
  return [...new Set(ids as number[])];
}
