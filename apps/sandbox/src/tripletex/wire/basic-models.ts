import { NOK } from '../catalogue.js';
import type { Company } from '../company.js';
import type {
  Address,
  Country,
  Currency,
  Customer,
  CustomerCategory,
  LedgerAccount,
  PaymentType,
} from '../rows.js';
import { constant, flag, Model, type ModelTraits, number, reference, text } from './model.js';

const emptyText = constant('""');
const nothing = constant('null');
const zero = constant('0');

export function countryModel(traits: ModelTraits): Model<Country> {
  return new Model<Country>(
    {
      name: 'CountryDTO',
      path: 'country',
      id: (row) => row.id,
      fields: {
        name: text((row) => row.name),
        displayName: text((row) => row.name),
        isoAlpha2Code: text((row) => row.alpha2),
        isoAlpha3Code: text((row) => row.alpha3),
        isoNumericCode: text((row) => row.numeric),
      },
    },
    traits,
  );
}

export function currencyModel(traits: ModelTraits): Model<Currency> {
  return new Model<Currency>(
    {
      name: 'CurrencyDTO',
      path: 'currency',
      id: (row) => row.id,
      fields: {
        code: text((row) => row.code),
        description: text((row) => row.description),
        factor: number((row) => row.factor),
        displayName: text((row) => row.code),
        isDisabled: flag(() => false),
      },
    },
    traits,
  );
}

export function addressModel(traits: ModelTraits, country: () => Model<Country>): Model<Address> {
  const asText = (row: Address): string =>
    [row.line1, row.line2, `${row.postalCode} ${row.city}`.trim()].filter((part) => part !== '').join(', ');
  return new Model<Address>(
    {
      name: 'AddressDTO',
      path: 'address',
      id: (row) => row.id,
      fields: {
        addressLine1: text((row) => row.line1),
        addressLine2: text((row) => row.line2),
        postalCode: text((row) => row.postalCode),
        city: text((row) => row.city),
        country: reference(country, (row) => row.country),
        displayName: text(asText),
        addressAsString: text(asText),
      },
    },
    traits,
  );
}

/** The vendor knows one VAT type on the lines the sandbox shows: 0, no VAT treatment. */
export function vatTypeModel(traits: ModelTraits): Model<0> {
  return new Model<0>(
    {
      name: 'VatTypeDTO',
      path: 'ledger/vatType',
      id: () => 0,
      fields: {
        name: text(() => 'Ingen avgiftsbehandling'),
        number: text(() => '0'),
        displayName: text(() => '0: Ingen avgiftsbehandling'),
        percentage: constant('0'),
        deductionPercentage: constant('0'),
        parentType: nothing,
      },
    },
    traits,
  );
}

export function accountModel(
  traits: ModelTraits,
  of: { vat: Model<0>; currency: Model<Currency> },
): Model<LedgerAccount> {
  return new Model<LedgerAccount>(
    {
      name: 'AccountDTO',
      path: 'ledger/account',
      id: (row) => row.id,
      version: () => 1,
      fields: {
        number: number((row) => row.number),
        numberPretty: text((row) => String(row.number)),
        name: text((row) => row.name),
        description: emptyText,
        type: text((row) => typeOf(row.number)),
        ledgerType: text((row) => (row.role === 'customers' ? 'CUSTOMER' : 'GENERAL')),
        vatType: reference(
          () => of.vat,
          () => 0 as const,
        ),
        vatLocked: flag((row) => row.role === 'customers'),
        currency: reference(
          () => of.currency,
          () => NOK,
        ),
        isCloseable: flag((row) => row.role === 'customers'),
        isApplicableForSupplierInvoice: flag(() => false),
        requireReconciliation: flag((row) => row.role === 'bank'),
        isInactive: flag(() => false),
        isBankAccount: flag((row) => row.role === 'bank'),
        isInvoiceAccount: flag((row) => row.isInvoiceAccount),
        bankAccountNumber: text((row) => row.bankAccountNumber),
        bankAccountCountry: nothing,
        bankName: emptyText,
        bankAccountIBAN: emptyText,
        bankAccountSWIFT: emptyText,
        displayName: text((row) => `${row.number} ${row.name}`),
        requiresDepartment: flag(() => false),
        requiresProject: flag(() => false),
        isPostingsExist: flag(() => true),
      },
    },
    traits,
  );
}

export function paymentTypeModel(
  traits: ModelTraits,
  of: { account: Model<LedgerAccount>; vat: Model<0> },
): Model<PaymentType> {
  return new Model<PaymentType>(
    {
      name: 'PaymentTypeDTO',
      path: 'invoice/paymentType',
      id: (row) => row.id,
      fields: {
        description: text((row) => row.description),
        displayName: text((row) => row.description),
        debitAccount: reference(
          () => of.account,
          (row) => row.debitAccount,
        ),
        creditAccount: nothing,
        vatType: reference(
          () => of.vat,
          () => 0 as const,
        ),
        sequence: number((row) => row.sequence),
        customer: nothing,
        supplier: nothing,
        currencyId: number(() => NOK.id),
        currencyCode: text(() => NOK.code),
      },
    },
    traits,
  );
}

export interface CustomerParts {
  readonly address: Model<Address>;
  readonly account: Model<LedgerAccount>;
  readonly currency: Model<Currency>;
}

function customerCategoryModel(traits: ModelTraits): Model<CustomerCategory> {
  return new Model<CustomerCategory>(
    {
      name: 'CustomerCategory',
      path: 'customer/category',
      id: (row) => row.id,
      fields: {
        name: text((row) => row.name),
        number: text((row) => String(row.id)),
        description: emptyText,
        type: number(() => 1),
        displayName: text((row) => row.name),
      },
    },
    traits,
  );
}

export function customerModel(traits: ModelTraits, of: CustomerParts): Model<Customer> {
  const categories = customerCategoryModel(traits);
  const category = (place: number) =>
    reference(
      () => categories,
      (row: Customer) => row.details.categories?.[place] ?? null,
    );
  return new Model<Customer>(
    {
      name: 'CustomerDTO',
      path: 'customer',
      id: (row) => row.id,
      version: (row) => row.version,
      createdAtMs: (row) => row.createdAtMs,
      image: (row) => row.details,
      fields: {
        name: text((row) => row.details.name),
        organizationNumber: text((row) => row.details.organizationNumber),
        globalLocationNumber: zero,
        supplierNumber: zero,
        customerNumber: number((row) => row.number),
        isSupplier: flag(() => false),
        isCustomer: flag(() => true),
        isInactive: flag((row) => row.details.isInactive),
        accountManager: nothing,
        department: nothing,
        email: text((row) => row.details.email),
        invoiceEmail: text((row) => row.details.invoiceEmail),
        overdueNoticeEmail: text((row) => row.details.overdueNoticeEmail),
        bankAccounts: constant('[]'),
        phoneNumber: text((row) => row.details.phoneNumber),
        phoneNumberMobile: text((row) => row.details.phoneNumberMobile),
        description: emptyText,
        language: text((row) => row.details.language),
        displayName: text((row) => `${row.details.name} (${row.number})`),
        isPrivateIndividual: flag((row) => row.details.isPrivateIndividual),
        singleCustomerInvoice: flag(() => false),
        invoiceSendMethod: text((row) => row.details.invoiceSendMethod),
        emailAttachmentType: text(() => 'ATTACHMENT'),
        postalAddress: reference(
          () => of.address,
          (row) => row.details.postalAddress,
        ),
        physicalAddress: reference(
          () => of.address,
          (row) => row.details.physicalAddress,
        ),
        deliveryAddress: nothing,
        category1: category(0),
        category2: category(1),
        category3: category(2),
        invoicesDueIn: number(() => 14),
        invoicesDueInType: text(() => 'DAYS'),
        currency: reference(
          () => of.currency,
          (row) => row.currency,
        ),
        bankAccountPresentation: constant('[]'),
        ledgerAccount: reference(
          () => of.account,
          (row) => row.ledgerAccount,
        ),
        isFactoring: flag((row) => row.details.isFactoring),
        invoiceSendSMSNotification: flag(() => false),
        invoiceSMSNotificationNumber: emptyText,
        isAutomaticSoftReminderEnabled: flag(() => false),
        isAutomaticReminderEnabled: flag((row) => row.details.isAutomaticReminderEnabled),
        isAutomaticNoticeOfDebtCollectionEnabled: flag(() => false),
        discountPercentage: zero,
        website: emptyText,
      },
    },
    traits,
  );
}

export interface CompanyParts {
  readonly address: Model<Address>;
  readonly currency: Model<Currency>;
}

/** `Company`, and with a `customerCompanyId` the `Client` of an accountant's list. */
export function companyModel(
  traits: ModelTraits,
  of: CompanyParts,
  client?: { readonly id: (row: Company) => number; readonly customerCompanyId: (row: Company) => number },
): Model<Company> {
  return new Model<Company>(
    {
      name: client ? 'ClientDTO' : 'CompanyDTO',
      path: 'company',
      id: client?.id ?? ((row) => row.id),
      version: () => 4,
      fields: {
        name: text((row) => row.options.name),
        displayName: text((row) => row.options.name),
        startDate: text(() => '2019-01-01'),
        endDate: nothing,
        organizationNumber: text((row) => row.options.organizationNumber),
        email: text((row) => row.options.email),
        phoneNumber: emptyText,
        phoneNumberMobile: emptyText,
        faxNumber: emptyText,
        address: reference(
          () => of.address,
          (row) => row.address,
        ),
        type: text((row) => row.options.type ?? 'AS'),
        currency: reference(
          () => of.currency,
          () => NOK,
        ),
        accountantOrSimilar: flag((row) => row.options.accountingOffice ?? false),
        companyMigration: text(() => 'NONE'),
        invoiceShowDeliveryDate: flag(() => true),
        ...(client ? { customerCompanyId: number(client.customerCompanyId) } : {}),
      },
    },
    traits,
  );
}

/** Groups of the standard chart by first digit. */
function typeOf(accountNumber: number): string {
  const byFirstDigit: Record<string, string> = {
    1: 'ASSETS',
    2: 'LIABILITIES',
    3: 'OPERATING_REVENUES',
    8: 'INVESTMENT_INCOME',
  };
  return byFirstDigit[String(accountNumber).charAt(0)] ?? 'OPERATING_EXPENSES';
}
