import pg from 'pg';
import { tripletex } from '../../tools/road/ledgers/tripletex.js';
import { copyIn, copyOut } from './copy.js';
import { type BenchRoad, PAGE_SIZE } from './road.js';

/** Records per second of the two things that bound the road: reading the ledger's pages, and storing the rows. */
export interface LimitFigures {
  /** Seconds to fetch and `JSON.parse` all pages of the list and all readings before hand-over, and nothing else. */
  readonly fetchSeconds: number;
  readonly requests: number;
  readonly megabytes: number;
  /** Seconds to `COPY` the rows of every table that the road filled into equal, empty tables. */
  readonly copySeconds: number;
  readonly copiedRows: number;
}

const FIELDS =
  'id,invoiceNumber,invoiceDate,invoiceDueDate,kid,amountCurrency,amountCurrencyOutstanding,currency(code),' +
  'isCreditNote,isCredited,creditedInvoice,isCharged,customer(id,name,customerNumber,organizationNumber,' +
  'isPrivateIndividual,email,invoiceEmail,overdueNoticeEmail,phoneNumber,phoneNumberMobile,language,isFactoring,' +
  'postalAddress(addressLine1,addressLine2,postalCode,city,country(isoAlpha2Code)),' +
  'physicalAddress(addressLine1,addressLine2,postalCode,city,country(isoAlpha2Code))),voucher(id),' +
  'postings(id,date,type,amountCurrency,voucher(id,reverseVoucher(id))),' +
  'reminders(type,reminderDate,termOfPayment,chargeCurrency),invoiceRemark(description,postponeRemindersTo)';

interface InvoicePage {
  readonly values: readonly { readonly id: number; readonly invoiceDate: string }[];
}

/** The same requests as the hub's, one after the other as a pull must, on connections that are kept. */
export async function bareFetch(
  road: BenchRoad,
): Promise<Pick<LimitFigures, 'fetchSeconds' | 'requests' | 'megabytes'>> {
  const ask = await asker(road);
  const days = await invoiceDays(road);
  let bytes = 0;
  let requests = 0;
  const get = async (query: string): Promise<InvoicePage> => {
    const text = await ask(query);
    bytes += text.length;
    requests += 1;
    return JSON.parse(text) as InvoicePage;
  };
  const begun = performance.now();
  for (const { from, to } of days) {
    for (let offset = 0; ; offset += PAGE_SIZE) {
      const { values } = await get(
        `invoiceDateFrom=${from}&invoiceDateTo=${to}&from=${offset}&count=${PAGE_SIZE}&sorting=id&fields=${FIELDS}`,
      );
      if (values.length > 0) {
        const ids = values.map(({ id }) => id).join(',');
        await get(
          `invoiceDateFrom=1990-01-01&invoiceDateTo=2100-01-01&id=${ids}&from=0&count=${PAGE_SIZE + 1}&sorting=id&fields=${FIELDS}`,
        );
      }
      if (values.length < PAGE_SIZE) break;
    }
  }
  return { fetchSeconds: (performance.now() - begun) / 1000, requests, megabytes: bytes / 1e6 };
}

/** Windows of invoice days that hold no more than the vendor lists. */
async function invoiceDays({ admin }: BenchRoad): Promise<{ from: string; to: string }[]> {
  const { rows } = await admin.query<{ from: string; to: string }>(
    `select to_char(month, 'YYYY-MM-DD') as from, to_char(month + interval '28 days', 'YYYY-MM-DD') as to
     from (select min(invoiced_on) as first, max(invoiced_on) as last from open_item) days,
       generate_series(days.first::timestamp, days.last::timestamp, interval '28 days') as month`,
  );
  return rows;
}

async function asker({
  sandboxUrl,
  control,
  connection,
}: BenchRoad): Promise<(query: string) => Promise<string>> {
  const { consumerToken, accountantToken } = await control.get<{
    consumerToken: string;
    accountantToken: string;
  }>('/credentials');
  const base = `${sandboxUrl}/tripletex/v2`;
  const until = `${Number((await tripletex.today(control)).slice(0, 4)) + 1}-01-01`;
  const answer = await fetch(`${base}/token/session/:create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ consumerToken, employeeToken: accountantToken, expirationDate: until }),
  });
  const { value } = (await answer.json()) as { value: { token: string } };
  const authorization = `Basic ${Buffer.from(`${connection.companyKey}:${value.token}`).toString('base64')}`;
  return async (query) => {
    const page = await fetch(`${base}/invoice?${query}`, {
      headers: { authorization, accept: 'application/json' },
    });
    const text = await page.text();
    if (!page.ok) throw new Error(`The sandbox answered ${page.status}: ${text.slice(0, 200)}`);
    return text;
  };
}

const TABLES = ['debtor', 'open_item', 'claim', 'claim_event', 'outbox_message', 'collected_claim'] as const;

/** Each table's rows out once (not timed) and in once, one transaction each, with the indexes that the hub keeps. */
export async function bareCopy({
  database,
}: BenchRoad): Promise<Pick<LimitFigures, 'copySeconds' | 'copiedRows'>> {
  let copySeconds = 0;
  let copiedRows = 0;
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    for (const table of TABLES) {
      const rows = await copyOut(client, `copy ${table} to stdout`);
      await client.query(`create table bench_copy (like ${table} including all)`);
      const begun = performance.now();
      await copyIn(client, `copy bench_copy from stdin`, rows);
      copySeconds += (performance.now() - begun) / 1000;
      copiedRows += rows.length;
      await client.query(`drop table bench_copy`);
    }
  } finally {
    await client.end();
  }
  return { copySeconds, copiedRows };
}
