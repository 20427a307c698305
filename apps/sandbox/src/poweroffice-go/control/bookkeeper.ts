import { addDays, isLocalDate } from '@app/domain';
import { kidFor, unrealOrganizationNumber } from '../../demo/identifiers.js';
import { emailFor } from '../../demo/names.js';
import { findCurrency, NOK } from '../catalogue.js';
import type { Company } from '../company.js';
import type { ClientKey } from '../credentials.js';
import { malformedFields } from '../fill.js';
import { creditInvoice, makeInvoice } from '../invoicing.js';
import { chargeFee, receiveOnAccount, receivePayment, reverseWithMatches, writeOff } from '../payments.js';
import type { Address, Customer, Document, GlAccount, Invoice } from '../rows.js';
import type { World } from '../world.js';
import { ControlError, dayOf } from '../../control/control-api.js';
import { minorOf } from './read-spec.js';
import type {
  AccountChange,
  CompanySpec,
  CreditSpec,
  CustomerSpec,
  FeeSpec,
  InvoiceChange,
  InvoiceSpec,
  PaymentSpec,
  SettingsChange,
  WriteOffSpec,
} from './specs.js';

/** What the company's own people do, behind the API's back. Every method has a control route of the same meaning. */
export class Bookkeeper {
  constructor(private readonly world: World) {}

  addCompany(spec: CompanySpec = {}): { company: Company; clientKey: ClientKey | undefined } {
    const name = spec.name ?? `Prøveklient ${this.world.companies.size + 1} AS`;
    const organizationNumber = spec.organizationNumber ?? unrealOrganizationNumber(this.world.random);
    const company = this.world.addCompany({ name, organizationNumber, email: emailFor(name) });
    return { company, clientKey: (spec.isOnboarded ?? true) ? this.world.activate(company) : undefined };
  }

  addCustomer(companyId: number, spec: CustomerSpec = {}): Customer {
    const company = this.company(companyId);
    const { address, contactPerson, ...given } = spec;
    const name = given.name ?? `Kunde ${company.customers.size + 1} AS`;
    const isPerson = given.isPerson ?? false;
    const customer = company.addCustomer({
      organizationNumber: isPerson ? null : unrealOrganizationNumber(this.world.random),
      dateOfBirth: null,
      hasNationalId: false,
      emailAddress: emailFor(name),
      invoiceEmailAddress: null,
      paymentReminderEmailAddress: null,
      phoneNumber: null,
      isActive: true,
      isArchived: false,
      sendPaymentReminders: true,
      transferToDebtCollectionAgency: true,
      doNotAddLatePaymentFees: false,
      doNotAddLatePaymentInterest: false,
      invoiceDeliveryType: 'PdfByEmail',
      externalNumber: null,
      ...given,
      name,
      isPerson: given.isPerson === undefined ? false : given.isPerson,
      mailAddress: address === null ? null : this.#address(address),
    });
    if (contactPerson !== undefined) this.#addContactPerson(customer, contactPerson);
    return customer;
  }

  /** The customer's stamp moves only when something other than its address or contact persons changes. */
  changeCustomer(companyId: number, customerId: number, spec: CustomerSpec): Customer {
    const company = this.company(companyId);
    const customer = this.customer(companyId, customerId);
    const { address, contactPerson, ...given } = spec;
    const mailAddress =
      address === undefined ? customer.details.mailAddress : address && this.#address(address);
    customer.details = { ...customer.details, ...given, mailAddress };
    if (contactPerson !== undefined) this.#addContactPerson(customer, contactPerson);
    if (Object.keys(given).length > 0) customer.changedAt = this.world.stamp();
    company.touch();
    return customer;
  }

  addInvoice(companyId: number, spec: InvoiceSpec): Invoice {
    const company = this.company(companyId);
    const customer = this.customer(companyId, spec.customerId);
    const on = dayOf(spec.date, addDays(this.world.today(), -60));
    const currency = spec.currency ?? NOK;
    if (!findCurrency(currency)) throw new ControlError(`The sandbox keeps no currency ${currency}.`);
    const grossMinor = minorOf(spec.amount);
    const { malformed, kid } = spec;
    return makeInvoice(company, {
      customer,
      on,
      dueOn: dayOf(spec.dueDate, addDays(on, 14)),
      grossMinor,
      currency,
      vatPercent: spec.vatPercent ?? (currency === NOK ? 25 : 0),
      kid: (number) => (kid === '' ? null : (kid ?? kidFor(customer.number, number))),
      deliveryType: spec.deliveryType ?? customer.details.invoiceDeliveryType,
      customerReference: spec.customerReference ?? null,
      hiddenForMs: spec.visibleInMs ?? 0,
      malformed: typeof malformed === 'string' ? malformedFields(malformed, grossMinor) : malformed,
    });
  }

  changeInvoice(companyId: number, invoiceId: string, { dueDate, isHidden }: InvoiceChange): Invoice {
    const invoice = this.invoice(companyId, invoiceId);
    if (dueDate !== undefined) invoice.dueOn = dayOf(dueDate, invoice.dueOn);
    if (isHidden !== undefined) invoice.isHidden = isHidden;
    invoice.changedAt = this.world.stamp();
    this.company(companyId).touch();
    return invoice;
  }

  /** The invoice vanishes with its voucher; payments on it are open again. */
  removeInvoice(companyId: number, invoiceId: string): void {
    this.#draw();
    this.company(companyId).removeDocument(this.invoice(companyId, invoiceId).document);
  }

  /** A payment the creditor received itself. */
  registerPayment(companyId: number, invoiceId: string, spec: PaymentSpec): Document {
    return receivePayment(this.company(companyId), this.invoice(companyId, invoiceId), {
      on: dayOf(spec.date, this.world.today()),
      type: spec.voucherType ?? 'IncomingOcrGiro',
      currencyMinor: minorOf(spec.amount),
      isMatched: spec.isMatched ?? true,
    });
  }

  /** A payment from a customer that nobody matched with an invoice. */
  registerPaymentOnAccount(companyId: number, customerId: number, spec: PaymentSpec): Document {
    const on = dayOf(spec.date, this.world.today());
    const customer = this.customer(companyId, customerId);
    return receiveOnAccount(this.company(companyId), customer, { on, amountMinor: minorOf(spec.amount) });
  }

  addCreditNote(companyId: number, invoiceId: string, spec: CreditSpec = {}): Invoice {
    return creditInvoice(this.company(companyId), this.invoice(companyId, invoiceId), {
      on: dayOf(spec.date, this.world.today()),
      amountMinor: spec.amount === undefined ? undefined : minorOf(spec.amount),
      isMatched: spec.isMatched ?? true,
    });
  }

  writeOff(companyId: number, invoiceId: string, spec: WriteOffSpec = {}): Document {
    const invoice = this.invoice(companyId, invoiceId);
    const amountMinor = spec.amount === undefined ? invoice.entry.balanceMinor : minorOf(spec.amount);
    if (amountMinor === 0) throw new ControlError('There is nothing left to write off.', 409);
    return writeOff(this.company(companyId), invoice, dayOf(spec.date, this.world.today()), amountMinor);
  }

  addFee(companyId: number, customerId: number, spec: FeeSpec): Document {
    return chargeFee(this.company(companyId), this.customer(companyId, customerId), {
      type: spec.voucherType ?? 'OutgoingPaymentReminder',
      on: dayOf(spec.date, this.world.today()),
      amountMinor: minorOf(spec.amount),
    });
  }

  /** Takes an invoice or a payment out of its match, by the id of its voucher. */
  unmatch(companyId: number, voucherId: string): void {
    const company = this.company(companyId);
    this.#draw();
    for (const { id } of this.document(companyId, voucherId).voucher.postings) {
      const entry = company.entries.get(id);
      if (entry) company.matching.unmatch(entry);
    }
  }

  /** Matches what is open of two vouchers of one customer, as a person does in the user interface. */
  match(companyId: number, voucherId: string, otherId: string): void {
    const company = this.company(companyId);
    const [one, other] = [voucherId, otherId].map((id) =>
      this.document(companyId, id)
        .voucher.postings.flatMap((row) => company.entries.get(row.id) ?? [])
        .at(0),
    );
    if (!one || !other || !company.matching.match(one, other))
      throw new ControlError(
        'These two cannot be matched: they need opposite balances of one customer.',
        409,
      );
  }

  reverseVoucher(companyId: number, voucherId: string, date?: string): Document {
    const document = this.document(companyId, voucherId);
    const { document: reversal } = reverseWithMatches(this.company(companyId), document, {
      on: dayOf(date, this.world.today()),
      byIntegration: false,
      match: this.world.switches.reversalAndMatch,
    });
    return reversal;
  }

  /** As if it never was. */
  removeVoucher(companyId: number, voucherId: string): void {
    this.#draw();
    this.company(companyId).removeDocument(this.document(companyId, voucherId));
  }

  changeAccount(companyId: number, accountNo: number, change: AccountChange): GlAccount {
    const account = this.company(companyId).findAccount(accountNo);
    if (!account) throw new ControlError(`Company ${companyId} has no account ${accountNo}.`, 404);
    Object.assign(account, change, { changedAt: this.world.stamp() });
    return account;
  }

  changeSettings(companyId: number, change: SettingsChange): void {
    const company = this.company(companyId);
    this.#draw();
    const { lockDate, usesKid, invalidPrivileges, isActive } = change;
    if (lockDate !== undefined) {
      if (!isLocalDate(lockDate))
        throw new ControlError(`"${lockDate}" is not a day of the form YYYY-MM-DD.`);
      company.lockDate = lockDate;
    }
    if (usesKid !== undefined) company.usesKid = usesKid;
    if (invalidPrivileges !== undefined) company.invalidPrivileges = new Set(invalidPrivileges);
    if (isActive !== undefined) company.isActive = isActive;
  }

  /** What the vendor grants the application key; shows in the next token. */
  setPrivileges(privileges: readonly string[]): void {
    this.#draw();
    this.world.privileges = new Set(privileges);
  }

  company(companyId: number): Company {
    const company = this.world.companies.get(companyId);
    if (!company) throw new ControlError(`There is no company ${companyId}.`, 404);
    return company;
  }

  invoice(companyId: number, invoiceId: string): Invoice {
    const invoice = this.company(companyId).invoices.get(invoiceId);
    if (!invoice) throw new ControlError(`Company ${companyId} has no invoice ${invoiceId}.`, 404);
    return invoice;
  }

  customer(companyId: number, customerId: number): Customer {
    const customer = this.company(companyId).customers.get(customerId);
    if (!customer) throw new ControlError(`Company ${companyId} has no customer ${customerId}.`, 404);
    return customer;
  }

  document(companyId: number, voucherId: string): Document {
    const document = this.company(companyId).documents.get(voucherId);
    if (!document) throw new ControlError(`Company ${companyId} has no voucher ${voucherId}.`, 404);
    return document;
  }

  /** Something for a journal to see where nothing else is drawn. */
  #draw(): void {
    this.world.stamp();
  }

  #addContactPerson(customer: Customer, name: string): void {
    const [firstName = name, ...rest] = name.split(' ');
    customer.contactPersons.push({
      id: this.world.ids.next('contactPerson'),
      firstName,
      lastName: rest.join(' '),
      title: null,
      emailAddress: null,
      phoneNumber: null,
      isDefault: customer.contactPersons.length === 0,
      createdAt: this.world.stamp(),
    });
  }

  #address(spec: NonNullable<CustomerSpec['address']> | undefined): Address {
    return {
      id: this.world.ids.next('address'),
      line1: spec?.line1 ?? 'Prøveveien 1',
      line2: spec?.line2 ?? null,
      zipCode: spec?.zipCode ?? '0580',
      city: spec?.city ?? 'Oslo',
      countryCode: spec?.countryCode ?? 'NO',
      changedAt: this.world.stamp(),
    };
  }
}
