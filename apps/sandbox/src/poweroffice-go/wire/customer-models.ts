import type { Address, ContactPerson, Customer } from '../rows.js';
import type { World } from '../world.js';
import { alphabetical, Forms, nulls } from './forms.js';
import type { Value } from './json.js';
import type { Model } from './list.js';

/** `CustomerDto`. */
export function customerModel(world: World): Model<Customer> {
  const forms = new Forms(world.switches);
  const person = (row: Customer): readonly string[] =>
    row.details.isPerson === true ? row.details.name.split(' ') : [];
  const model: Record<string, (row: Customer) => Value> = {
    ...nulls(
      'Allowance',
      'BillableRate',
      'CreatedFromImportJournalId',
      'DeliveryTerm',
      'DeliveryTermId',
      'DepartmentCode',
      'DepartmentId',
      'ExternalImportReference',
      'InvoiceBrandingThemeCode',
      'InvoiceBrandingThemeId',
      'InvoiceEmailAddressCC',
      'SalesPersonEmployeeId',
      'SalesPersonEmployeeNumber',
      'WebsiteUrl',
    ),
    ContactCreatedDateTimeOffset: (row) => forms.stamp(row.createdAt),
    ContactGroupIds: ({ details }) => details.contactGroupIds ?? [],
    CurrencyCode: () => 'NOK',
    CustomerCreatedDateTimeOffset: (row) => forms.stamp(row.createdAt),
    CustomerSince: (row) => forms.day(row.createdAt.slice(0, 10)),
    DateOfBirth: ({ details }) => details.dateOfBirth && forms.day(details.dateOfBirth),
    DoNotAddLatePaymentFees: ({ details }) => details.doNotAddLatePaymentFees,
    DoNotAddLatePaymentInterest: ({ details }) => details.doNotAddLatePaymentInterest,
    DoNotAutomatePaymentNotifications: () => false,
    EmailAddress: ({ details }) => details.emailAddress,
    ExternalNumber: ({ details }) => details.externalNumber,
    FirstName: (row) => person(row).slice(0, -1).join(' ') || null,
    Id: (row) => row.id,
    InvoiceDeliveryType: ({ details }) => details.invoiceDeliveryType,
    InvoiceEmailAddress: ({ details }) => details.invoiceEmailAddress,
    IsActive: ({ details }) => details.isActive,
    IsArchived: ({ details }) => details.isArchived,
    IsPerson: ({ details }) => details.isPerson,
    IsVatFree: () => false,
    LastChangedDateTimeOffset: (row) => forms.stamp(row.changedAt),
    LastName: (row) => person(row).at(-1) ?? null,
    LegalName: ({ details }) => (details.isPerson === true ? null : details.name),
    MailAddress: ({ details }) => addressValue(details.mailAddress, forms),
    Name: ({ details }) => details.name,
    NationalIdNumber: ({ details }) => (details.hasNationalId ? 'hidden' : null),
    NoticeOfDebtCollectionDeliveryType: () => 'PdfByEmail',
    Number: (row) => row.number,
    OrganizationNumber: ({ details }) => details.organizationNumber,
    PaymentReminderEmailAddress: ({ details }) => details.paymentReminderEmailAddress,
    PaymentTerm: () => 14,
    PaymentTermId: () => 47_001,
    PhoneNumber: ({ details }) => details.phoneNumber,
    ReminderDeliveryType: () => 'PdfByEmail',
    SendPaymentReminders: ({ details }) => details.sendPaymentReminders,
    SubledgerAccountId: (row) => row.subledgerAccountId,
    TransferToDebtCollectionAgency: ({ details }) => details.transferToDebtCollectionAgency,
    UseInvoiceFee: () => true,
  };
  return alphabetical(model);
}

function addressValue(address: Address | null, forms: Forms): Value {
  return (
    address && {
      AddressLine1: address.line1,
      AddressLine2: address.line2,
      City: address.city,
      CountryCode: address.countryCode,
      ExternalCode: null,
      Id: address.id,
      LastChangedDateTimeOffset: forms.stamp(address.changedAt),
      ZipCode: address.zipCode,
    }
  );
}

export interface ContactPersonRow {
  readonly customer: Customer;
  readonly person: ContactPerson;
}

/** `ContactPersonDto`. */
export function contactPersonModel(world: World): Model<ContactPersonRow> {
  const forms = new Forms(world.switches);
  return {
    ContactId: ({ customer }) => customer.id,
    CreatedDateTimeOffset: ({ person }) => forms.stamp(person.createdAt),
    EmailAddress: ({ person }) => person.emailAddress,
    ExternalCode: () => null,
    FirstName: ({ person }) => person.firstName,
    Id: ({ person }) => person.id,
    IsActive: () => true,
    IsDefault: ({ person }) => person.isDefault,
    LastChangedDateTimeOffset: ({ person }) => forms.stamp(person.createdAt),
    LastName: ({ person }) => person.lastName,
    MailAddress: () => null,
    PhoneNumber: ({ person }) => person.phoneNumber,
    Title: ({ person }) => person.title,
  };
}
