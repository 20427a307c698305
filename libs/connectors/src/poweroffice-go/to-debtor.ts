import type { Debtor, DebtorKind, LedgerDebtorId, PostalAddress } from '@app/domain';
import { digitsOf } from './settings.js';
import type { WireAddress, WireCustomer } from './wire.js';

/** A PowerOffice customer as a debtor. Absent text stays absent; a customer without a name has an empty one. */
export function toDebtor(customer: WireCustomer): Debtor {
  const organisationNumber = digitsOf(customer.OrganizationNumber);
  const address = toAddress(customer.MailAddress);
  return {
    ledgerDebtorId: customer.Id as LedgerDebtorId,
    kind: kindOf(customer.IsPerson, organisationNumber),
    name: nameOf(customer),
    ...(customer.Number ? { customerNumber: customer.Number } : {}),
    ...(customer.ContactGroupIds?.length ? { groups: customer.ContactGroupIds } : {}),
    ...(organisationNumber ? { organisationNumber } : {}),
    emails: emailsOf(customer),
    phones: customer.PhoneNumber ? [customer.PhoneNumber] : [],
    ...(address ? { address } : {}),
    factored: false,
  };
}

/** "Not a person" is what every new customer is called, so only an organisation number makes a company. */
function kindOf(isPerson: boolean | undefined, organisationNumber: string | undefined): DebtorKind {
  if (isPerson === true) return 'person';
  return organisationNumber ? 'company' : 'unknown';
}

/** A demand names the legal debtor: the registered name goes before the one in daily use. */
function nameOf({ IsPerson, FirstName, LastName, LegalName, Name }: WireCustomer): string {
  const person = [FirstName, LastName].filter((part) => part !== undefined).join(' ');
  if (IsPerson === true && person !== '') return person;
  return LegalName ?? Name ?? person;
}

/** The address for reminders first, then the invoice's, then the general one; each field may hold several. */
function emailsOf(customer: WireCustomer): readonly string[] {
  const { PaymentReminderEmailAddress, InvoiceEmailAddress, EmailAddress } = customer;
  const fields = [PaymentReminderEmailAddress, InvoiceEmailAddress, EmailAddress];
  const parts = fields.flatMap((field) => field?.split(/[;,\s]+/) ?? []);
  return [...new Set(parts.filter((part) => part.includes('@')))];
}

function toAddress(address: WireAddress | undefined): PostalAddress | undefined {
  if (!address) return undefined;
  const { AddressLine1, AddressLine2, ZipCode, City, CountryCode } = address;
  const lines = [AddressLine1, AddressLine2].filter((line) => line !== undefined);
  if (lines.length === 0 && City === undefined) return undefined;
  return {
    lines,
    postalCode: ZipCode ?? '',
    city: City ?? '',
    ...(CountryCode ? { countryCode: CountryCode } : {}),
  };
}
