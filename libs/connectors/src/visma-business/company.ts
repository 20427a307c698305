import {
  type Clock,
  type Country,
  type Currency,
  currency,
  isNorwegianOrganisationNumber,
} from '@app/domain';
import { ConnectionBlockedError } from '../contract/index.js';
import type { VismaClient } from './client.js';
import { ROWS_MAX } from './limits.js';
import { wireCompanyInformation, wireCurrency } from './wire.js';

/** Whose books, by the company's own record. */
export interface CompanyProfile {
  /** Digits only. */
  readonly organisationNumber: string;
  readonly country: Country;
  /** The currency of all `…Domestic` amounts. */
  readonly currency: Currency;
}

/** ISO codes by the company's own numbers of currencies; empty where its table does not tell them. */
export type CurrencyCodes = ReadonlyMap<number, string>;

export interface CompanyBooks extends CompanyProfile {
  readonly currencyCodes: CurrencyCodes;
}

/** What the files of this folder share for one company. */
export class CompanyContext {
  #books: CompanyBooks | undefined;

  constructor(
    readonly client: VismaClient,
    /** `vismaNetCompanyId`, the number that `useCompany` takes. */
    readonly companyNo: number,
    readonly clock: Clock,
  ) {}

  /** Read once a session. @throws ConnectionBlockedError the company's country cannot be told */
  async books(signal?: AbortSignal): Promise<CompanyBooks> {
    if (this.#books) return this.#books;
    const operation = 'kravhub_company';
    const { client } = this;
    const schema = await client.schema(signal);
    const reads = { company: { table: 'companyInformation', fields: ['companyNo'], first: 1 } };
    const currencies = { table: 'currency', fields: ['currencyNo', 'isoCode'], first: ROWS_MAX };
    const answer = await client.tables<string>(
      operation,
      this.companyNo,
      schema.has('Currency', 'isoCode') ? { ...reads, currencies } : reads,
      signal,
    );
    const rows = client.decodeRows(operation, wireCurrency, answer['currencies']?.rows ?? []);
    const codes = rows.flatMap(({ currencyNo, isoCode }): readonly [number, string][] =>
      isoCode === undefined ? [] : [[currencyNo, isoCode.toUpperCase()]],
    );
    this.#books = { ...toProfile(answer['company']?.rows[0]), currencyCodes: new Map(codes) };
    return this.#books;
  }
}

/** The organisation number tells the country: nine digits in Norway, ten in Sweden. @throws ConnectionBlockedError */
export function toProfile(row: unknown): CompanyProfile {
  const { companyNo = '' } = row === undefined ? {} : wireCompanyInformation(row);
  const digits = digitsOf(companyNo) ?? '';
  const country = countryOf(digits);
  if (country === undefined) {
    throw new ConnectionBlockedError(
      'configuration',
      'The company’s organisation number in Business NXT is neither Norwegian nor Swedish, so country and currency are not known.',
      'Enter the organisation number under Company information in Business NXT.',
    );
  }
  return { organisationNumber: digits, country, currency: currency(country === 'NO' ? 'NOK' : 'SEK') };
}

function countryOf(digits: string): Country | undefined {
  if (isNorwegianOrganisationNumber(digits)) return 'NO';
  if (digits.length === 10) return 'SE';
  return digits.length === 9 ? 'NO' : undefined;
}

/** Digits only; undefined when there are none. `NO 999 000 111 MVA` and `556677-8899` are both usual. */
export function digitsOf(number: string | undefined): string | undefined {
  const digits = number?.replace(/\D/g, '') ?? '';
  return digits === '' ? undefined : digits;
}
