import type { LocalDate } from '@app/domain';
import { jsonReply, type Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { CURRENCIES, findCurrency, NOK, rateOn } from '../catalogue.js';
import type { GlAccount, VatCode } from '../rows.js';
import { Forms } from '../wire/forms.js';
import { decimal, rate, type Value, writeJson } from '../wire/json.js';
import { listReply, type Model, objectReply } from '../wire/list.js';
import { invalidRequest, notFound } from '../wire/problem.js';
import { idIn } from './customer-endpoints.js';

function accountModel({ world, company }: Call): Model<GlAccount> {
  const forms = new Forms(world.switches);
  const lockedTo = (row: GlAccount): VatCode | undefined =>
    row.isVatCodeLocked ? company.vatCodes[0] : undefined;
  return {
    AccountNo: (row) => row.number,
    AgricultureDepartment: () => 'None',
    CurrencyCode: () => null,
    DepartmentCode: () => null,
    DepartmentId: () => null,
    GeneralLedgerAccountType: (row) => row.type,
    Id: (row) => row.id,
    IsActive: (row) => row.isActive,
    IsDepartmentRequired: (row) => row.isDepartmentRequired,
    IsProjectRequired: (row) => row.isProjectRequired,
    IsVatCodeLocked: (row) => row.isVatCodeLocked,
    LastChangedDateTimeOffset: (row) => forms.stamp(row.changedAt),
    Name: (row) => row.name,
    Unit1: () => 'NL',
    Unit2: () => 'NL',
    VatCode: (row) => lockedTo(row)?.code ?? null,
    VatCodeId: (row) => lockedTo(row)?.id ?? null,
    VatReturnSpecification: () => 'None',
  };
}

/** `GET /GeneralLedgerAccounts`. */
export function listAccounts(call: Call): Reply {
  const { company, query } = call;
  const accountNos = query.numbers('accountNos');
  const changedAfter = query.stamp('lastChangedDateTimeOffsetGreaterThan');
  const isOther = query.text('agricultureDepartments') !== undefined;
  const rows = [...company.accounts.values()].filter(
    ({ number, changedAt }) =>
      !isOther && (accountNos?.(number) ?? true) && (changedAfter === undefined || changedAt > changedAfter),
  );
  return listReply(call, accountModel(call), rows);
}

/** `GET /GeneralLedgerAccounts/{id}`. */
export function getAccount(call: Call): Reply {
  const id = idIn(call.path['id']);
  const account = call.company.accounts.get(id);
  if (!account) throw notFound(`General ledger account with id = ${id} not found.`);
  return objectReply(accountModel(call), account);
}

const VAT_MODEL: Model<VatCode> = {
  BaseVatCodeId: () => null,
  Code: (row) => row.code,
  Description: (row) => row.name,
  Id: (row) => row.id,
  IsActive: (row) => row.isActive,
  IsCustom: () => false,
  Name: (row) => row.name,
  Rate: (row) => decimal(row.rate * 100),
  ValidFrom: () => '2005-01-01',
  ValidTo: () => null,
  VatBasisRatio: () => null,
  VatBasisRatioValidFrom: () => null,
  VatBasisRatios: () => [],
};

/** `GET /VatCodes`; without `isActive` both the active and the others. */
export function listVatCodes(call: Call): Reply {
  const isActive = call.query.flag('isActive');
  call.query.flag('includeExpired');
  const rows = call.company.vatCodes.filter((row) => isActive === undefined || row.isActive === isActive);
  return listReply(call, VAT_MODEL, rows);
}

interface Series {
  readonly id: string;
  readonly type: string;
  readonly account: GlAccount;
}

const SERIES_MODEL: Model<Series> = {
  FromInclusive: () => 10_000,
  GeneralLedgerAccountId: ({ account }) => account.id,
  GeneralLedgerAccountNo: ({ account }) => account.number,
  Id: ({ id }) => id,
  IsClientTrust: () => false,
  IsDefault: () => true,
  Name: () => 'Kunder',
  SubLedgerNumberSeriesType: ({ type }) => type,
  ToInclusive: () => 19_999,
};

/** `GET /SubLedgerNumberSeries`; the value of the type filter is case sensitive. */
export function listNumberSeries(call: Call): Reply {
  const { company, query } = call;
  const type = query.text('subLedgerNumberSeriesType');
  const accountNos = query.numbers('generalLedgerAccountNos');
  const isDefault = query.flag('isDefault');
  const rows: Series[] = [{ id: company.seriesId, type: 'Customer', account: company.account(1500) }];
  return listReply(
    call,
    SERIES_MODEL,
    rows.filter(
      (row) =>
        (type === undefined || type === row.type) &&
        (accountNos?.(row.account.number) ?? true) &&
        isDefault !== false,
    ),
  );
}

function object(value: Value): Reply {
  return jsonReply(200, writeJson(value));
}

/** `GET /FinancialSettings`. */
export function getFinancialSettings({ world, company }: Call): Reply {
  const forms = new Forms(world.switches);
  const [gains, loss] = [company.account(8060), company.account(8160)];
  return object({
    ConversionDate: forms.day(company.conversionDate),
    CurrencyCode: NOK,
    CurrencyGainsAccountId: gains.id,
    CurrencyGainsAccountNo: gains.number,
    CurrencyLossAccountId: loss.id,
    CurrencyLossAccountNo: loss.number,
    FinancialYearEndMonth: 'December',
    LastChangedDateTimeOffset: forms.stamp(company.vatSeriesStamp),
    UseTrustAccountManagement: false,
  });
}

/** `GET /LockDateSettings`. */
export function getLockDate({ world, company }: Call): Reply {
  return object({ LockDate: new Forms(world.switches).day(company.lockDate) });
}

/** `GET /VatSettings`. */
export function getVatSettings({ company }: Call): Reply {
  return object({
    AlternativeVatPeriod: 'BiMonthly',
    AlternativeVatReturnFromYear: null,
    AlternativeVatReturnType: 'NoReporting',
    IsVatRegistered: true,
    ReportAlternativeVatReturn: false,
    ReportVatReturnManually: false,
    RoundingAccountAgricultureDepartment: 'None',
    RoundingAccountId: null,
    RoundingAccountNo: null,
    UseVatCompensation: false,
    VatAlternativeGrouping: 'Department',
    VatNumber: company.options.organizationNumber,
    VatPeriod: 'BiMonthly',
    VatReturnType: 'GeneralIndustry',
  });
}

/** `GET /Currencies`. */
export function listCurrencies(call: Call): Reply {
  const code = call.query.text('currencyCode')?.toUpperCase();
  const isActive = call.query.flag('isActive') ?? true;
  const model: Model<(typeof CURRENCIES)[number]> = {
    Code: (row) => row.code,
    IsActive: () => true,
    Notation: (row) => row.name,
  };
  const rows = CURRENCIES.filter((row) => isActive && (code === undefined || row.code === code));
  return listReply(call, model, rows);
}

/** `GET /CurrencyRates`: the rate of one day between two currencies. */
export function getCurrencyRate({ world, query }: Call): Reply {
  const codes = ['fromCurrency', 'toCurrency'].map((name) => {
    const code = query.text(name)?.toUpperCase();
    if (code === undefined) throw invalidRequest(`The ${name} field is required.`);
    if (!findCurrency(code)) throw invalidRequest(`Currency with code = '${code}' not found.`);
    return code;
  });
  const day: LocalDate = query.requiredDay('asOnDate');
  const [from = NOK, to = NOK] = codes;
  const exact = rateOn(from, day) / rateOn(to, day);
  return object({
    CurrencyCode: from,
    ExchangeBase: 1,
    ExchangeRate: rate(Math.round(exact * 10_000)),
    RateDate: new Forms(world.switches).day(day),
    ReverseExchangeRate: rate(Math.round(10_000 / exact)),
  });
}

/** `GET /PaymentTerms`. */
export function listPaymentTerms(call: Call): Reply {
  const forms = new Forms(call.world.switches);
  const stamp = forms.stamp(call.company.vatSeriesStamp);
  const model: Model<number> = {
    CreatedDateTimeOffset: () => stamp,
    CreditDays: (days) => days,
    Id: (days) => 46_987 + days,
    IsActive: () => true,
    IsDefault: (days) => days === 14,
    LastChangedDateTimeOffset: () => stamp,
    Name: (days) => `${days} dager`,
  };
  return listReply(call, model, [10, 14, 21, 30]);
}

/** `GET /ClientBankAccounts`. */
export function listBankAccounts(call: Call): Reply {
  const { company, world, query } = call;
  const numbers = query.texts('bankAccountNumbers');
  const after = [
    query.stamp('createdDateTimeOffsetGreaterThan'),
    query.stamp('lastChangedDateTimeOffsetGreaterThan'),
  ];
  const stamp = company.vatSeriesStamp;
  const shown = new Forms(world.switches).stamp(stamp);
  const ledgerAccount = company.account(1920);
  const model: Model<string> = {
    ActiveIncomingPaymentService: () => true,
    ActiveOutgoingPaymentServices: () => false,
    AgricultureDepartment: () => 'None',
    AllowOverdraft: () => false,
    BankAccountNumber: (number) => number,
    BankName: () => 'Prøvebanken',
    BicSwift: () => 'XXXXNOXX',
    CountryCode: () => 'NO',
    CreatedDateTimeOffset: () => shown,
    CurrencyCode: () => NOK,
    GeneralLedgerAccountId: () => ledgerAccount.id,
    GeneralLedgerAccountNo: () => ledgerAccount.number,
    Id: () => company.id + 88_000,
    IsActive: () => true,
    IsClientTrustAccount: () => false,
    IsPrimaryAccount: () => true,
    LastChangedDateTimeOffset: () => shown,
    OverdraftLimit: () => null,
  };
  const isShown =
    (numbers?.has(company.bankAccountNumber) ?? true) &&
    after.every((limit) => limit === undefined || stamp > limit);
  return listReply(call, model, isShown ? [company.bankAccountNumber] : []);
}

/** `GET /OrganizationSettings`. */
export function getOrganization({ world, company }: Call): Reply {
  const { name, organizationNumber, email } = company.options;
  const address = {
    AddressLine1: 'Prøveveien 1',
    AddressLine2: null,
    City: 'Oslo',
    CountryCode: 'NO',
    ZipCode: '0580',
  };
  return object({
    DefaultAgricultureDepartment: 'None',
    DeliveryAddress: address,
    EmailAddress: email,
    Id: company.clientId,
    InvoiceInboxEhf: true,
    InvoiceInboxEmail: true,
    InvoiceInboxEmailAddress: email,
    IsAgricultureClient: false,
    LastChangedDateTimeOffset: new Forms(world.switches).stamp(company.vatSeriesStamp),
    LegalName: name,
    MailAddress: address,
    MailAddressIsDeliveryAddress: true,
    Name: name,
    OrganizationNumber: organizationNumber,
    PhoneNumber: null,
    WebsiteUrl: null,
  });
}
