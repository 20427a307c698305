import { addDays } from '@app/domain';
import type { Voucher } from '../../books/entries.js';
import { kidFor, unrealOrganizationNumber } from '../../demo/identifiers.js';
import { emailFor } from '../../demo/names.js';
import { countryByCode, currencyByCode, NOK, toBaseMinor } from '../catalogue.js';
import type { Company } from '../company.js';
import type { EmployeeToken } from '../credentials.js';
import { bankTypeOf, malformedFields } from '../fill.js';
import { creditInvoice, makeInvoice } from '../invoicing.js';
import { payInvoice, payOnAccount } from '../payments.js';
import type { Address, Customer, Invoice, PaymentType, Reminder } from '../rows.js';
import type { World } from '../world.js';
import { ControlError, dayOf } from '../../control/control-api.js';
import { minorOf } from './read-spec.js';
import type {
  CompanySpec,
  CreditSpec,
  CustomerSpec,
  InvoiceChange,
  InvoiceSpec,
  PaymentSpec,
  ReminderSpec,
  RightsChange,
} from './specs.js';

/** What the company's own people do, behind the API's back. Every method has a control route of the same meaning. */
export class Bookkeeper {
  constructor(private readonly world: World) {}

  addCompany(spec: CompanySpec = {}): { company: Company; employee: EmployeeToken } {
    const name = spec.name ?? `Prøveselskap ${this.world.companies.size} AS`;
    const organizationNumber = spec.organizationNumber ?? unrealOrganizationNumber(this.world.random);
    const company = this.world.addCompany({ name, organizationNumber, email: emailFor(name) });
    return { company, employee: this.adopt(company, spec.isClient ?? true) };
  }

  /** Gives a company its ordinary token and, if wanted, the accountant's access. */
  adopt(company: Company, isClient: boolean): EmployeeToken {
    if (isClient) this.world.accountant.clientIds.add(company.id);
    return this.world.credentials.addEmployee(company.id, false);
  }

  addCustomer(companyId: number, spec: CustomerSpec = {}): Customer {
    const company = this.company(companyId);
    const { address, ...details } = spec;
    const name = details.name ?? `Kunde ${company.customers.size + 1} AS`;
    const isPrivateIndividual = details.isPrivateIndividual ?? false;
    return company.addCustomer({
      currency: NOK,
      ledgerAccount: company.account(1500),
      details: {
        organizationNumber: isPrivateIndividual ? '' : unrealOrganizationNumber(this.world.random),
        isInactive: false,
        isFactoring: false,
        email: emailFor(name),
        invoiceEmail: '',
        overdueNoticeEmail: '',
        phoneNumber: '',
        phoneNumberMobile: '',
        language: 'NO',
        invoiceSendMethod: 'EMAIL',
        isAutomaticReminderEnabled: false,
        ...details,
        name,
        isPrivateIndividual,
        postalAddress: address === null ? null : this.#address(company, address),
        physicalAddress: null,
      },
    });
  }

  changeCustomer(companyId: number, customerId: number, { address, ...details }: CustomerSpec): Customer {
    const company = this.company(companyId);
    const customer = this.customer(companyId, customerId);
    const postalAddress =
      address === undefined ? customer.details.postalAddress : address && this.#address(company, address);
    customer.details = { ...customer.details, ...details, postalAddress };
    customer.version += 1;
    customer.changedAtMs = this.world.clock.nowMs();
    company.touch();
    return customer;
  }

  addInvoice(companyId: number, spec: InvoiceSpec): Invoice {
    const company = this.company(companyId);
    const customer = this.customer(companyId, spec.customerId);
    const on = dayOf(spec.date, addDays(this.world.today(), -60));
    const currency = currencyByCode(spec.currency ?? 'NOK');
    const grossMinor = minorOf(spec.amount);
    const { malformed } = spec;
    return makeInvoice(company, {
      customer,
      on,
      dueOn: dayOf(spec.dueDate, addDays(on, 14)),
      grossMinor,
      currency,
      vatPercent: spec.vatPercent ?? (currency === NOK ? 25 : 0),
      kid: (number) => spec.kid ?? kidFor(customer.number, number),
      comment: spec.comment ?? '',
      isDraft: spec.isDraft ?? false,
      malformed: typeof malformed === 'string' ? malformedFields(malformed, grossMinor) : malformed,
    });
  }

  changeInvoice(companyId: number, invoiceId: number, change: InvoiceChange): Invoice {
    const company = this.company(companyId);
    const invoice = this.invoice(companyId, invoiceId);
    const { dueDate, postponeRemindersTo, isHidden } = change;
    if (dueDate !== undefined) invoice.dueOn = dayOf(dueDate, invoice.dueOn);
    if (postponeRemindersTo === null) invoice.remark = null;
    if (typeof postponeRemindersTo === 'string') {
      invoice.remark = {
        id: company.ids.next('remark'),
        description: 'Avtalt utsettelse',
        postponeRemindersTo: dayOf(postponeRemindersTo, invoice.dueOn),
      };
    }
    if (isHidden !== undefined) invoice.isHidden = isHidden;
    invoice.version += 1;
    company.touch();
    return invoice;
  }

  removeInvoice(companyId: number, invoiceId: number): void {
    this.company(companyId).removeInvoice(this.invoice(companyId, invoiceId));
  }

  /** A payment the creditor received itself. */
  registerPayment(companyId: number, invoiceId: number, spec: PaymentSpec): Voucher {
    const company = this.company(companyId);
    const invoice = this.invoice(companyId, invoiceId);
    const currencyMinor = minorOf(spec.amount);
    if (!invoice.charged)
      throw new ControlError(`Invoice ${invoiceId} is a draft and takes no payment.`, 409);
    return payInvoice(company, invoice, {
      on: dayOf(spec.date, this.world.today()),
      type: this.#paymentType(company, spec.paymentTypeId),
      currencyMinor,
      baseMinor:
        spec.amountNok === undefined
          ? toBaseMinor(currencyMinor, invoice.currency)
          : minorOf(spec.amountNok, 'amountNok'),
      postingRuleId: 0,
    });
  }

  /** A payment from a customer that nobody matched with an invoice. */
  registerPaymentOnAccount(companyId: number, customerId: number, spec: PaymentSpec): Voucher {
    const company = this.company(companyId);
    return payOnAccount(company, this.customer(companyId, customerId), {
      on: dayOf(spec.date, this.world.today()),
      type: this.#paymentType(company, spec.paymentTypeId),
      amountMinor: minorOf(spec.amount),
    });
  }

  addCreditNote(companyId: number, invoiceId: number, spec: CreditSpec = {}): Invoice {
    const invoice = this.invoice(companyId, invoiceId);
    if (!invoice.charged)
      throw new ControlError(`Invoice ${invoiceId} is a draft and cannot be credited.`, 409);
    return creditInvoice(this.company(companyId), invoice, {
      on: dayOf(spec.date, this.world.today()),
      amountMinor: spec.amount === undefined ? undefined : minorOf(spec.amount),
    });
  }

  addReminder(companyId: number, invoiceId: number, spec: ReminderSpec): Reminder {
    const company = this.company(companyId);
    const invoice = this.invoice(companyId, invoiceId);
    const on = dayOf(spec.date, this.world.today());
    const chargeMinor = minorOf(spec.charge ?? 0, 'charge');
    const reminder: Reminder = {
      id: company.ids.next('reminder'),
      invoice,
      type: spec.type,
      on,
      termOfPayment: dayOf(spec.termOfPayment, addDays(on, 14)),
      chargeMinor,
      totalChargeMinor: chargeMinor + (invoice.reminders.at(-1)?.totalChargeMinor ?? 0),
      interestMinor: minorOf(spec.interest ?? 0, 'interest'),
    };
    company.addReminder(reminder);
    return reminder;
  }

  reverseVoucher(companyId: number, voucherId: number, date?: string): Voucher {
    const { books } = this.company(companyId);
    const voucher = this.voucher(companyId, voucherId);
    return books.reverse(
      voucher,
      dayOf(date, this.world.today()),
      `Tilbakeføring av bilag ${voucher.number}`,
    );
  }

  removeVoucher(companyId: number, voucherId: number): void {
    const voucher = this.voucher(companyId, voucherId);
    const company = this.company(companyId);
    const invoice = company.invoicesByVoucher.get(voucherId);
    if (invoice) throw new ControlError('This voucher is an invoice: remove the invoice instead.', 409);
    company.books.remove(voucher);
  }

  removePaymentType(companyId: number, paymentTypeId: number): void {
    if (!this.company(companyId).removePaymentType(paymentTypeId)) {
      throw new ControlError(`Company ${companyId} has no payment type ${paymentTypeId}.`, 404);
    }
  }

  /** `month` is `YYYY-MM`. */
  setPeriodClosed(companyId: number, month: string, isClosed: boolean): void {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new ControlError(`"${month}" is not a month of the form YYYY-MM.`);
    this.company(companyId).books.setPeriodClosed(month, isClosed);
  }

  setRights(companyId: number, change: RightsChange): void {
    const company = this.company(companyId);
    company.rights = { ...company.rights, ...change };
    company.touch();
  }

  withdrawAccess(companyId: number): void {
    this.company(companyId);
    this.world.accountant.clientIds.delete(companyId);
  }

  grantAccess(companyId: number): void {
    this.company(companyId);
    this.world.accountant.clientIds.add(companyId);
  }

  company(companyId: number): Company {
    const company = this.world.companies.get(companyId);
    if (!company) throw new ControlError(`There is no company ${companyId}.`, 404);
    return company;
  }

  invoice(companyId: number, invoiceId: number): Invoice {
    const invoice = this.company(companyId).invoices.get(invoiceId);
    if (!invoice) throw new ControlError(`Company ${companyId} has no invoice ${invoiceId}.`, 404);
    return invoice;
  }

  customer(companyId: number, customerId: number): Customer {
    const customer = this.company(companyId).customers.get(customerId);
    if (!customer) throw new ControlError(`Company ${companyId} has no customer ${customerId}.`, 404);
    return customer;
  }

  voucher(companyId: number, voucherId: number): Voucher {
    const voucher = this.company(companyId).voucher(voucherId);
    if (!voucher) throw new ControlError(`Company ${companyId} has no voucher ${voucherId}.`, 404);
    return voucher;
  }

  #paymentType(company: Company, id: number | undefined): PaymentType {
    if (id === undefined) return bankTypeOf(company);
    const type = company.paymentTypes.get(id);
    if (!type) throw new ControlError(`Company ${company.id} has no payment type ${id}.`, 404);
    return type;
  }

  #address(company: Company, spec: NonNullable<CustomerSpec['address']> | undefined): Address {
    return {
      id: company.ids.next('address'),
      line1: spec?.line1 ?? 'Prøveveien 1',
      line2: spec?.line2 ?? '',
      postalCode: spec?.postalCode ?? '0580',
      city: spec?.city ?? 'Oslo',
      country: countryByCode(spec?.country ?? 'NO'),
    };
  }
}
