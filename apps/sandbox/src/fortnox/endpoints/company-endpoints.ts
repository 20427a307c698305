import { isLocalDate } from '@app/domain';
import type { Voucher } from '../../books/entries.js';
import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import type { Company } from '../company.js';
import type { FinancialYear } from '../rows.js';
import { jsonAnswer, notFound, refused } from '../wire/errors.js';
import { decimal } from '../wire/json.js';
import { pageOf } from '../wire/list.js';

export function companyInformation({ company }: Call): Reply {
  const { name, organizationNumber, address, zipCode, city } = company.options;
  return jsonAnswer(200, {
    CompanyInformation: {
      Address: address,
      City: city,
      CountryCode: 'SE',
      // A number here, a text in the settings.
      DatabaseNumber: company.tenantId,
      CompanyName: name,
      OrganizationNumber: organizationNumber,
      VisitAddress: null,
      VisitCity: null,
      VisitCountryCode: null,
      VisitZipCode: null,
      ZipCode: zipCode,
    },
  });
}

export function companySettings({ company }: Call): Reply {
  const { name, organizationNumber, address, zipCode, city, email } = company.options;
  return jsonAnswer(200, {
    CompanySettings: {
      Address: address,
      // Giro numbers and an IBAN that no bank has: their first groups are zeros.
      BG: '000-0000',
      BIC: '',
      BranchCode: '',
      City: city,
      ContactFirstName: '',
      ContactLastName: '',
      Country: 'Sverige',
      CountryCode: 'SE',
      DatabaseNumber: String(company.tenantId),
      Domicile: city,
      Email: email,
      Fax: '',
      IBAN: '',
      Name: name,
      OrganizationNumber: organizationNumber,
      PG: '',
      Phone1: '070-1740605',
      Phone2: '',
      TaxEnabled: true,
      VATNumber: '',
      VisitAddress: '',
      VisitCity: '',
      VisitCountry: '',
      VisitCountryCode: '',
      VisitName: '',
      VisitZipCode: '',
      WWW: '',
      ZipCode: zipCode,
    },
  });
}

export function lockedPeriod({ company }: Call): Reply {
  return jsonAnswer(200, { LockedPeriod: { EndDate: company.lockedUntil } });
}

export function me(): Reply {
  return jsonAnswer(200, {
    MeInformation: {
      Id: '1',
      Name: 'Integration',
      Email: 'integration@sandbox.example',
      Locale: 'sv_SE',
      SysAdmin: true,
    },
  });
}

export function listYears({ company, request, world, page }: Call): Reply {
  const { query } = request;
  const day = query.get('date') ?? query.get('Date');
  if (day !== null && !isLocalDate(day)) throw refused('badParameter');
  const rows = company.years.filter(({ from, to }) => day === null || (from <= day && day <= to));
  return pageOf('FinancialYears', rows, query, world.switches, (year) => yearOf(page.urlBase, company, year));
}

export function getYear({ company, path, page }: Call): Reply {
  const year = company.years.find(({ id }) => String(id) === path['Id']);
  if (!year) throw notFound('noYear');
  return jsonAnswer(200, { FinancialYear: yearOf(page.urlBase, company, year) });
}

function yearOf(urlBase: string, { options }: Company, { id, from, to }: FinancialYear): object {
  return {
    '@url': `${urlBase}/financialyears/${id}`,
    Id: id,
    FromDate: from,
    ToDate: to,
    AccountChartType: 'BAS',
    AccountingMethod: options.method,
  };
}

export function getVoucher({ company, path, request, page, world }: Call): Reply {
  const year = Number(request.query.get('financialyear') ?? company.yearOf(world.today())?.id);
  const { VoucherSeries: series, VoucherNumber: number } = path;
  for (const voucher of company.books.vouchers.values()) {
    const key = company.voucherKey(voucher);
    if (key.series === series && String(key.number) === number && key.year === year) {
      return jsonAnswer(200, { Voucher: voucherOf(page.urlBase, company, voucher) });
    }
  }
  throw notFound('notFound');
}

const REFERENCE_TYPES: Readonly<Record<Voucher['kind'], string>> = {
  invoice: 'INVOICE',
  'credit-note': 'INVOICE',
  payment: 'INVOICEPAYMENT',
  manual: 'MANUAL',
  reversal: 'MANUAL',
  rounding: 'MANUAL',
};

function voucherOf(urlBase: string, company: Company, voucher: Voucher): object {
  const { series, number, year } = company.voucherKey(voucher);
  return {
    '@url': `${urlBase}/vouchers/${series}/${number}?financialyear=${year}`,
    ApprovalState: 0,
    Comments: null,
    CostCenter: null,
    Description: voucher.text,
    Project: null,
    ReferenceNumber: '',
    ReferenceType: REFERENCE_TYPES[voucher.kind],
    TransactionDate: voucher.on,
    VoucherNumber: number,
    VoucherRows: voucher.postings.map(({ account, amountMinor, text }) => ({
      Account: account.number,
      CostCenter: null,
      Credit: amountMinor < 0 ? decimal(0 - amountMinor) : 0,
      Debit: amountMinor > 0 ? decimal(amountMinor) : 0,
      Description: account.name,
      Project: null,
      Quantity: 0,
      Removed: false,
      TransactionInformation: text,
    })),
    VoucherSeries: series,
    Year: year,
  };
}
