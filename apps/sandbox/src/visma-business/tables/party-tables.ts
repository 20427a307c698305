import { COUNTRIES, CURRENCIES } from '../catalogue.js';
import type { Company } from '../company.js';
import type { LedgerAccount, VoucherSeries } from '../company-books.js';
import type { Associate } from '../rows.js';
import { int, stamp, string, type Table } from './table.js';

export const ASSOCIATE: Table<Associate> = {
  field: 'associate',
  type: 'Associate',
  key: ['associateNo'],
  columns: {
    associateNo: int((row) => row.associateNo),
    customerNo: int((row) => row.customerNo),
    supplierNo: int(() => 0),
    name: string(({ details }) => details.name),
    shortName: string(({ details }) => details.shortName),
    companyNo: string(({ details }) => details.companyNo),
    addressLine1: string(({ details }) => details.addressLine1),
    addressLine2: string(({ details }) => details.addressLine2),
    postCode: string(({ details }) => details.postCode),
    postalArea: string(({ details }) => details.postalArea),
    countryNo: int(({ details }) => COUNTRIES.find(({ code }) => code === details.country)?.number ?? 0),
    emailAddress: string(({ details }) => details.emailAddress),
    phone: string(({ details }) => details.phone),
    mobilePhone: string(({ details }) => details.mobilePhone),
    matchingMethodForCustomer: int(({ details }) => details.matchingMethod),
    createdTimestamp: stamp((row) => row.createdAtMs),
    changedTimestamp: stamp((row) => row.changedAtMs),
  },
  joins: {
    joinup_Country_via_Country: {
      to: 'country',
      find: ({ details }) => COUNTRIES.find(({ code }) => code === details.country),
    },
  },
  sums: [],
  rows: ({ associates }) => associates.values(),
};

export const COMPANY_INFORMATION: Table<Company> = {
  field: 'companyInformation',
  type: 'CompanyInformation',
  key: ['companyNo'],
  columns: {
    companyNo: string(({ options }) => options.organizationNumber),
    matchingMethodForCustomer: int((company) => company.matchingMethod),
  },
  joins: {},
  sums: [],
  rows: (company) => [company],
};

export const VOUCHER_SERIES: Table<VoucherSeries> = {
  field: 'voucherSeries',
  type: 'VoucherSeries',
  key: ['voucherSeriesNo'],
  columns: {
    voucherSeriesNo: int((row) => row.number),
    name: string((row) => row.name),
    firstVoucherNo: int((row) => row.first),
    lastVoucherNo: int((row) => row.last),
    nextVoucherNo: int((row) => row.next),
  },
  joins: {},
  sums: [],
  rows: ({ series }) => series.values(),
};

export const GENERAL_LEDGER_ACCOUNT: Table<LedgerAccount> = {
  field: 'generalLedgerAccount',
  type: 'GeneralLedgerAccount',
  key: ['accountNo'],
  columns: { accountNo: int((row) => row.number), name: string((row) => row.name) },
  joins: {},
  sums: [],
  rows: ({ accounts }) => accounts.values(),
};

export const CURRENCY: Table<(typeof CURRENCIES)[number]> = {
  field: 'currency',
  type: 'Currency',
  key: ['currencyNo'],
  columns: { currencyNo: int((row) => row.number), isoCode: string((row) => row.code) },
  joins: {},
  sums: [],
  rows: () => CURRENCIES,
};

export const COUNTRY: Table<(typeof COUNTRIES)[number]> = {
  field: 'country',
  type: 'Country',
  key: ['countryNo'],
  columns: {
    countryNo: int((row) => row.number),
    name: string((row) => row.name),
    isoCode: string((row) => row.code),
  },
  joins: {},
  sums: [],
  rows: () => COUNTRIES,
};
