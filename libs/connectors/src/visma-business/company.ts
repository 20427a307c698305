import {
  type Clock,
  type Country,
  type Currency,
  currency,
  isNorwegianOrganisationNumber,
} from '@app/domain';
import { ConnectionBlockedError } from '../contract/index.js';
import type { VismaClient } from './client.js';
import { oneOf } from './filters.js';
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

/** What the files of this folder share for one company. */
export class CompanyContext {
  #profile: CompanyProfile | undefined;
  readonly #currencies = new Map<number, string | undefined>();

  constructor(
    readonly client: VismaClient,
    /** `vismaNetCompanyId`, the number that `useCompany` takes. */
    readonly companyNo: number,
    readonly clock: Clock,
  ) {}

  /** @throws ConnectionBlockedError the company's country cannot be told */
  async profile(signal?: AbortSignal): Promise<CompanyProfile> {
    if (this.#profile) return this.#profile;
    const { company } = await this.client.tables(
      'kravhub_company',
      this.companyNo,
      { company: { table: 'companyInformation', fields: ['companyNo'], first: 1 } },
      signal,
    );
    this.#profile = toProfile(company.rows[0]);
    return this.#profile;
  }

  /** ISO codes of the numbers; undefined where the company's table of currencies does not say. */
  async currencyCodes(
    numbers: readonly number[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, string | undefined>> {
    const unknown = [...new Set(numbers)].filter((number) => !this.#currencies.has(number));
    const schema = await this.client.schema(signal);
    if (unknown.length > 0 && schema.has('Currency', 'isoCode')) {
      const { currencies } = await this.client.tables(
        'kravhub_currencies',
        this.companyNo,
        {
          currencies: {
            table: 'currency',
            fields: ['currencyNo', 'isoCode'],
            filter: oneOf('currencyNo', unknown),
            first: ROWS_MAX,
          },
        },
        signal,
      );
      for (const row of currencies.rows) {
        const { currencyNo, isoCode } = wireCurrency(row);
        this.#currencies.set(currencyNo, isoCode?.toUpperCase());
      }
    }
    return this.#currencies;
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
