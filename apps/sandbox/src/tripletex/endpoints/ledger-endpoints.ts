import { type LocalDate, localDate } from '@app/domain';
import type { Posting } from '../../books/entries.js';
import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { answerList, answerOne } from '../wire/answers.js';
import { invalidParameters, notFound, NOT_NULL } from '../wire/api-error.js';
import { flag, Model, number, text } from '../wire/model.js';
import { readInteger } from '../wire/parameters.js';

/** `GET /ledger/account`. */
export function listAccounts(call: Call): Reply {
  const { query, company, models } = call;
  const ids = query.integers('id');
  const numbers = query.integers('number');
  const isBankAccount = query.flag('isBankAccount');
  const ledgerType = query.text('ledgerType') || undefined;
  return answerList(call, models.account, {
    key: `accounts ${ids} ${numbers} ${isBankAccount} ${ledgerType}`,
    search: () =>
      company.accounts.filter(
        (row) =>
          (!ids || ids.includes(row.id)) &&
          (!numbers || numbers.includes(row.number)) &&
          (isBankAccount === undefined || (row.role === 'bank') === isBankAccount) &&
          (!ledgerType || (row.role === 'customers' ? 'CUSTOMER' : 'GENERAL') === ledgerType),
      ),
  });
}

export function getAccount(call: Call): Reply {
  const id = readInteger(call.path['id'] ?? '');
  const account = call.company.accounts.find((row) => row.id === id);
  if (!account) throw notFound();
  return answerOne(call, call.models.account, account);
}

interface Period {
  /** Months since January of the first year. */
  readonly number: number;
  readonly start: LocalDate;
  /** The first day that is not in it. */
  readonly end: LocalDate;
}

/** `GET /ledger/accountingPeriod`: months; numbered from 0, `end` excluded. */
export function listAccountingPeriods(call: Call): Reply {
  const { query, company, world } = call;
  const model = new Model<Period>(
    {
      name: 'AccountingPeriodDTO',
      path: 'ledger/accountingPeriod',
      id: (row) => company.voucherTypeIdBase * 1000 + row.number,
      fields: {
        name: text((row) => row.start.slice(0, 7)),
        number: number((row) => row.number),
        start: text((row) => row.start),
        end: text((row) => row.end),
        isClosed: flag((row) => company.books.isClosed(row.start)),
      },
    },
    call.models.company.traits,
  );
  const startFrom = query.date('startFrom');
  const startTo = query.date('startTo');
  const endFrom = query.date('endFrom');
  const endTo = query.date('endTo');
  const thisYear = Number(world.today().slice(0, 4));
  return answerList(call, model, {
    key: `periods ${thisYear} ${startFrom} ${startTo} ${endFrom} ${endTo}`,
    countDefault: 1400,
    search: () =>
      months(thisYear - 3, thisYear + 1).filter(
        ({ start, end }) =>
          (!startFrom || start >= startFrom) &&
          (!startTo || start < startTo) &&
          (!endFrom || end >= endFrom) &&
          (!endTo || end < endTo),
      ),
  });
}

function months(firstYear: number, lastYear: number): Period[] {
  const periods: Period[] = [];
  for (let i = 0; i < (lastYear - firstYear + 1) * 12; i += 1) {
    periods.push({ number: i, start: firstOfMonth(firstYear, i), end: firstOfMonth(firstYear, i + 1) });
  }
  return periods;
}

function firstOfMonth(firstYear: number, month: number): LocalDate {
  return localDate(`${firstYear + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`);
}

/** `GET /ledger/posting`: every line of a window of days. */
export function listPostings(call: Call): Reply {
  const { query, company } = call;
  const { from, to } = query.window('dateFrom', 'dateTo');
  const openOnly = query.flag('openPostings') ?? false;
  const type = query.text('type') || undefined;
  const filter = postingFilter(call);
  return answerList(call, call.models.ledger.posting, {
    key: `postings ${from} ${to} ${openOnly} ${type} ${filter.key}`,
    search: () =>
      candidates(call, () => company.books.postingsByDay.range(from, to)).filter(
        (row) =>
          row.on >= from &&
          row.on < to &&
          filter.accepts(row) &&
          (!openOnly || company.books.open.has(row)) &&
          (!type || (type === 'OUTGOING_INVOICE_CUSTOMER_POSTING' && row.dueOn !== undefined)),
      ),
  });
}

/** `GET /ledger/posting/openPost`: unmatched lines on closeable accounts, dated before `date`. */
export function listOpenPosts(call: Call): Reply {
  const { query, company } = call;
  const before = query.date('date');
  if (before === undefined) throw invalidParameters([{ field: 'date', message: NOT_NULL }]);
  const filter = postingFilter(call);
  return answerList(call, call.models.ledger.posting, {
    key: `openPost ${before} ${filter.key}`,
    search: () =>
      candidates(call, () => company.books.open).filter(
        (row) => company.books.open.has(row) && row.on < before && filter.accepts(row),
      ),
  });
}

export function getPosting(call: Call): Reply {
  const posting = call.company.books.postings.get(readInteger(call.path['id'] ?? ''));
  if (!posting || !call.company.rights.ledger) throw notFound();
  return answerOne(call, call.models.ledger.posting, posting);
}

/** Without the right to the ledger lists are empty, not refused: documented behaviour of the vendor. */
function candidates({ query, company }: Call, all: () => Iterable<Posting>): Posting[] {
  if (!company.rights.ledger) return [];
  const customerId = query.integer('customerId');
  return customerId === undefined ? [...all()] : [...company.books.ofCustomer(customerId)];
}

function postingFilter({ query, world }: Call): { key: string; accepts: (row: Posting) => boolean } {
  const accountId = query.integer('accountId');
  const numberFrom = query.integer('accountNumberFrom');
  const numberTo = query.integer('accountNumberTo');
  const isUnder = world.switches.accountNumberToExclusive
    ? (value: number, limit: number) => value < limit
    : (value: number, limit: number) => value <= limit;
  return {
    key: `${accountId} ${query.integer('customerId')} ${numberFrom} ${numberTo}`,
    accepts: ({ account }) =>
      (accountId === undefined || account.id === accountId) &&
      (numberFrom === undefined || account.number >= numberFrom) &&
      (numberTo === undefined || isUnder(account.number, numberTo)),
  };
}

/** `GET /ledger/closeGroup`. */
export function listCloseGroups(call: Call): Reply {
  const { query, company, models } = call;
  const { from, to } = query.window('dateFrom', 'dateTo');
  const ids = query.integers('id');
  return answerList(call, models.ledger.closing, {
    key: `closeGroups ${from} ${to} ${ids}`,
    search: () =>
      company.rights.ledger
        ? company.books.closingsByDay.range(from, to).filter((row) => !ids || ids.includes(row.id))
        : [],
  });
}

export function getCloseGroup(call: Call): Reply {
  const closing = call.company.books.closings.get(readInteger(call.path['id'] ?? ''));
  if (!closing || !call.company.rights.ledger) throw notFound();
  return answerOne(call, call.models.ledger.closing, closing);
}
