import { addDays, isLocalDate } from '@app/domain';
import { emailFor } from '../../demo/names.js';
import { ControlError, dayOf } from '../../control/control-api.js';
import { minorOf } from '../../tripletex/control/read-spec.js';
import { currencyByCode, isScope, SEK, toBaseMinor } from '../catalogue.js';
import type { Company } from '../company.js';
import { unrealSwedishOrganisationNumber } from '../demo/identifiers.js';
import { malformedFields } from '../fill.js';
import { bookInvoice, creditInvoice, saveInvoice } from '../invoicing.js';
import { bookPayment, removePayment, savePayment, settleCredit } from '../payments.js';
import type { Customer, Invoice, InvoicePayment } from '../rows.js';
import type { World } from '../world.js';
import type {
  FortnoxCompanyChange,
  FortnoxCompanySpec,
  FortnoxCreditSpec,
  FortnoxCustomerSpec,
  FortnoxInvoiceChange,
  FortnoxInvoiceSpec,
  FortnoxPaymentSpec,
} from './specs.js';

const WRITE_OFF_ACCOUNT = 6351;

/** What the company's own people do, behind the API's back. Every method has a control route of the same meaning. */
export class FortnoxBookkeeper {
  constructor(private readonly world: World) {}

  addCompany(spec: FortnoxCompanySpec = {}): Company {
    const name = spec.name ?? `Provbolaget ${this.world.companies.size + 1} AB`;
    return this.world.addCompany({
      name,
      organizationNumber: spec.organizationNumber ?? unrealSwedishOrganisationNumber(this.world.random),
      email: emailFor(name.replace(/ AB$/, '')),
      address: 'Storgatan 1',
      zipCode: '93131',
      city: 'Skellefteå',
      method: spec.method ?? 'ACCRUAL',
      firstDocumentNumber: spec.firstDocumentNumber ?? 1001,
    });
  }

  addCustomer(tenantId: number, { number, ...spec }: FortnoxCustomerSpec = {}): Customer {
    const company = this.company(tenantId);
    const name = spec.name ?? `Kund ${company.customers.size + 1} AB`;
    const type = spec.type ?? 'COMPANY';
    const organisationNumber = type === 'COMPANY' ? unrealSwedishOrganisationNumber(this.world.random) : '';
    if (number !== undefined && company.customers.has(number))
      throw new ControlError(`Customer ${number} exists.`, 409);
    return company.addCustomer(
      {
        organisationNumber,
        isActive: true,
        email: emailFor(name.replace(/ AB$/, '')),
        emailInvoice: '',
        phone1: '',
        phone2: '',
        address1: 'Provgatan 1',
        address2: '',
        zipCode: '90325',
        city: 'Umeå',
        country: 'Sverige',
        countryCode: 'SE',
        currency: SEK.code,
        yourReference: '',
        ...spec,
        name,
        type,
      },
      number,
    );
  }

  changeCustomer(tenantId: number, number: string, change: FortnoxCustomerSpec): Customer {
    const customer = this.customer(tenantId, number);
    const { number: _number, ...details } = change;
    customer.details = { ...customer.details, ...details };
    customer.changedAtMs = this.world.clock.nowMs();
    return customer;
  }

  addInvoice(tenantId: number, spec: FortnoxInvoiceSpec): Invoice {
    const company = this.company(tenantId);
    const customer = this.customer(tenantId, spec.customerNumber);
    const on = dayOf(spec.date, addDays(this.world.today(), -60));
    const grossMinor = minorOf(spec.amount);
    const { malformed, taxReduction } = spec;
    const invoice = saveInvoice(company, {
      customer,
      on,
      dueOn: dayOf(spec.dueDate, addDays(on, 30)),
      grossMinor,
      currency: currencyByCode(spec.currency ?? SEK.code),
      ...(spec.vatPercent === undefined ? {} : { vatPercent: spec.vatPercent }),
      ...(spec.type === undefined ? {} : { type: spec.type }),
      ocr: spec.ocr,
      texts: { remarks: spec.remarks ?? '' },
      taxReduction: taxReduction && {
        type: taxReduction.type,
        reductionMinor: minorOf(taxReduction.amount, 'taxReduction.amount'),
      },
      malformed: typeof malformed === 'string' ? malformedFields(malformed, grossMinor) : malformed,
    });
    invoice.isSent = spec.isSent ?? true;
    invoice.isNotCompleted = spec.isNotCompleted ?? false;
    invoice.isNoxFinans = spec.isNoxFinans ?? false;
    const isBooked = spec.isBooked ?? (invoice.method === 'ACCRUAL' && !invoice.isNotCompleted);
    if (isBooked) bookInvoice(company, invoice);
    return invoice;
  }

  changeInvoice(tenantId: number, number: string, change: FortnoxInvoiceChange): Invoice {
    const invoice = this.invoice(tenantId, number);
    const { dueDate, isSent, isNoxFinans, isCarriedOver, isHidden } = change;
    if (dueDate !== undefined) invoice.dueOn = dayOf(dueDate, invoice.dueOn);
    if (isSent !== undefined) invoice.isSent = isSent;
    if (isNoxFinans !== undefined) invoice.isNoxFinans = isNoxFinans;
    if (isCarriedOver !== undefined) invoice.isCarriedOver = isCarriedOver;
    if (isHidden !== undefined) invoice.isHidden = isHidden;
    invoice.changedAtMs = this.world.clock.nowMs();
    this.company(tenantId).announce('invoice-updated-v1', number);
    return invoice;
  }

  /** As if it never was; its payments go with it. No person can do this to a booked invoice: for tests only. */
  removeInvoice(tenantId: number, number: string): void {
    const company = this.company(tenantId);
    const invoice = this.invoice(tenantId, number);
    const payments = company.paymentsOf(invoice).slice();
    for (const payment of payments) removePayment(company, payment);
    if (invoice.voucher && invoice.method === 'ACCRUAL') company.books.remove(invoice.voucher);
    company.invoices.delete(number);
  }

  cancelInvoice(tenantId: number, number: string): Invoice {
    const invoice = this.invoice(tenantId, number);
    if (invoice.voucher) throw new ControlError(`Invoice ${number} is booked and cannot be cancelled.`, 409);
    invoice.isCancelled = true;
    invoice.changedAtMs = this.world.clock.nowMs();
    this.company(tenantId).announce('invoice-cancelled-v1', number);
    return invoice;
  }

  /** A payment the creditor received itself. */
  registerPayment(tenantId: number, number: string, spec: FortnoxPaymentSpec): InvoicePayment {
    const company = this.company(tenantId);
    const invoice = this.invoice(tenantId, number);
    if (invoice.method === 'ACCRUAL' && !invoice.voucher)
      throw new ControlError(`Invoice ${number} is not booked and takes no payment.`, 409);
    const mode = company.modes.get(spec.mode ?? 'BG');
    if (!mode) throw new ControlError(`Company ${tenantId} has no mode of payment ${spec.mode}.`, 404);
    const currencyMinor = minorOf(spec.amount);
    const writeOff = spec.writeOff === undefined ? 0 : minorOf(spec.writeOff, 'writeOff');
    const payment = savePayment(company, {
      invoice,
      currencyMinor,
      baseMinor:
        spec.amountSek === undefined
          ? toBaseMinor(currencyMinor, invoice.currency)
          : minorOf(spec.amountSek, 'amountSek'),
      on: dayOf(spec.date, this.world.today()),
      mode: mode.code,
      accountNumber: mode.accountNumber,
      source: spec.source ?? 'manual',
      writeOffs:
        writeOff === 0
          ? []
          : [
              {
                accountNumber: WRITE_OFF_ACCOUNT,
                amountMinor: writeOff,
                description: 'Avskrivning',
                transactionInformation: '',
              },
            ],
    });
    if (spec.isBooked ?? true) bookPayment(company, payment);
    return payment;
  }

  bookPayment(tenantId: number, paymentNumber: string): InvoicePayment {
    const payment = this.payment(tenantId, paymentNumber);
    if (payment.voucher) throw new ControlError(`Payment ${paymentNumber} is booked.`, 409);
    bookPayment(this.company(tenantId), payment);
    return payment;
  }

  /** The payment's number disappears and its voucher is booked back. */
  removePayment(tenantId: number, paymentNumber: string): void {
    removePayment(this.company(tenantId), this.payment(tenantId, paymentNumber));
  }

  addCreditNote(tenantId: number, number: string, spec: FortnoxCreditSpec = {}): Invoice {
    const company = this.company(tenantId);
    const original = this.invoice(tenantId, number);
    if (original.method === 'ACCRUAL' && !original.voucher)
      throw new ControlError(`Invoice ${number} is not booked and cannot be credited.`, 409);
    const on = dayOf(spec.date, this.world.today());
    const amountMinor = spec.amount === undefined ? undefined : minorOf(spec.amount);
    const credit = creditInvoice(company, original, { on, amountMinor });
    credit.isSent = true;
    if (original.method === 'ACCRUAL') bookInvoice(company, credit);
    if (spec.isSettled ?? true) settleCredit(company, credit, on);
    return credit;
  }

  /** Nets a credit note that was left open. */
  settleCredit(tenantId: number, creditNumber: string, date?: string): void {
    const credit = this.invoice(tenantId, creditNumber);
    settleCredit(this.company(tenantId), credit, dayOf(date, this.world.today()));
  }

  addReminder(tenantId: number, number: string, date?: string): Invoice {
    const invoice = this.invoice(tenantId, number);
    invoice.reminders += 1;
    invoice.remindedOn = dayOf(date, this.world.today());
    this.company(tenantId).bump(invoice);
    return invoice;
  }

  removeMode(tenantId: number, code: string): void {
    if (!this.company(tenantId).modes.delete(code))
      throw new ControlError(`Company ${tenantId} has no mode of payment ${code}.`, 404);
  }

  changeCompany(tenantId: number, change: FortnoxCompanyChange): void {
    const company = this.company(tenantId);
    const { lockedUntil, carriesOver, withLicence, withoutLicence, activeAccount, inactiveAccount } = change;
    if (lockedUntil === null) company.lockedUntil = null;
    if (typeof lockedUntil === 'string') {
      if (!isLocalDate(lockedUntil)) throw new ControlError(`"${lockedUntil}" is not a day.`);
      company.lockedUntil = lockedUntil;
    }
    if (carriesOver !== undefined) company.carriesOver = carriesOver;
    for (const scope of [withLicence, withoutLicence]) {
      if (scope !== undefined && !isScope(scope)) throw new ControlError(`"${scope}" is no scope.`);
    }
    if (withoutLicence !== undefined && isScope(withoutLicence)) company.licences.delete(withoutLicence);
    if (withLicence !== undefined && isScope(withLicence)) company.licences.add(withLicence);
    if (inactiveAccount !== undefined) company.account(inactiveAccount).isActive = false;
    if (activeAccount !== undefined) company.account(activeAccount).isActive = true;
  }

  /** "Manage integrations": the customer removes the integration. */
  withdrawAccess(tenantId: number): void {
    this.company(tenantId);
    this.world.grants.withdraw(tenantId);
  }

  company(tenantId: number): Company {
    const company = this.world.companies.get(tenantId);
    if (!company) throw new ControlError(`There is no company ${tenantId}.`, 404);
    return company;
  }

  invoice(tenantId: number, number: string): Invoice {
    const invoice = this.company(tenantId).invoices.get(number);
    if (!invoice) throw new ControlError(`Company ${tenantId} has no invoice ${number}.`, 404);
    return invoice;
  }

  customer(tenantId: number, number: string): Customer {
    const customer = this.company(tenantId).customers.get(number);
    if (!customer) throw new ControlError(`Company ${tenantId} has no customer ${number}.`, 404);
    return customer;
  }

  payment(tenantId: number, number: string): InvoicePayment {
    const payment = this.company(tenantId).payments.get(number);
    if (!payment) throw new ControlError(`Company ${tenantId} has no payment ${number}.`, 404);
    return payment;
  }
}
