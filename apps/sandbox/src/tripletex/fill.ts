import type { LocalDate } from '@app/domain';
import { kidFor } from '../demo/identifiers.js';
import type { DemoCompany, DemoCustomer, DemoInvoice, Malformation } from '../demo/plan.js';
import { countryByCode, currencyByCode, NOK, toBaseMinor } from './catalogue.js';
import type { Company } from './company.js';
import { creditInvoice, makeInvoice } from './invoicing.js';
import { payInvoice, payOnAccount } from './payments.js';
import type { Address, Customer, Invoice, PaymentType } from './rows.js';
import type { World } from './world.js';

/** Enters a planned company the way its people would have: day by day. */
export function fillCompany(world: World, plan: DemoCompany): Company {
  const company = world.addCompany({
    name: plan.name,
    organizationNumber: plan.organizationNumber,
    email: plan.email,
    address: { ...plan.address, line2: '', country: countryByCode(plan.address.countryCode) },
  });
  const customers = plan.customers.map((customer) => addDemoCustomer(company, customer));
  const bank = bankTypeOf(company);
  const later: { on: LocalDate; run: () => void }[] = [];
  for (const planned of plan.invoices) {
    const customer = customers[planned.customer];
    if (!customer) throw new Error(`The plan of ${plan.name} has no customer ${planned.customer}.`);
    const invoice = makeInvoice(company, draftOf(planned, customer));
    for (const event of laterEvents(company, planned, invoice, bank)) later.push(event);
  }
  for (const { customer: place, on, amountMinor } of plan.paymentsOnAccount) {
    const customer = customers[place];
    if (customer)
      later.push({ on, run: () => void payOnAccount(company, customer, { on, type: bank, amountMinor }) });
  }
  later.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const event of later) event.run();
  return company;
}

export function bankTypeOf(company: Company): PaymentType {
  const type = company.paymentTypeNamed('Betalt til bank');
  if (!type) throw new Error(`Company ${company.id} has no payment type for its bank.`);
  return type;
}

function addDemoCustomer(company: Company, planned: DemoCustomer): Customer {
  const { address } = planned;
  const postalAddress: Address = {
    id: company.ids.next('address'),
    line1: address.line1,
    line2: '',
    postalCode: address.postalCode,
    city: address.city,
    country: countryByCode(address.countryCode),
  };
  return company.addCustomer({
    currency: NOK,
    ledgerAccount: company.account(1500),
    details: {
      name: planned.name,
      organizationNumber: planned.organizationNumber,
      isPrivateIndividual: planned.isPrivate,
      isInactive: planned.isInactive ?? false,
      isFactoring: planned.isFactoring ?? false,
      ...(planned.group ? { categories: [planned.group] } : {}),
      email: planned.email,
      invoiceEmail: planned.email,
      overdueNoticeEmail: '',
      phoneNumber: '',
      phoneNumberMobile: planned.phone,
      language: 'NO',
      invoiceSendMethod: planned.isPrivate ? 'EMAIL' : 'EHF',
      postalAddress,
      physicalAddress: null,
      isAutomaticReminderEnabled: false,
    },
  });
}

function draftOf(planned: DemoInvoice, customer: Customer): Parameters<typeof makeInvoice>[1] {
  const currency = currencyByCode(planned.currency ?? 'NOK');
  return {
    customer,
    on: planned.on,
    dueOn: planned.dueOn,
    grossMinor: planned.grossMinor,
    currency,
    vatPercent: currency === NOK && !planned.isVatFree ? 25 : 0,
    kid: (number) => (planned.hasKid ? kidFor(customer.number, number) : ''),
    isDraft: planned.isDraft ?? false,
    malformed: planned.malformed && malformedFields(planned.malformed, planned.grossMinor),
  };
}

/** The JSON values that each kind of malformed invoice shows instead of its own. */
export function malformedFields(kind: Malformation, grossMinor: number): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'no-due-date':
      return { invoiceDueDate: null };
    case 'no-customer':
      return { customer: null };
    case 'three-decimals': {
      const value = Number(`${Math.floor(grossMinor / 100)}.${String(grossMinor % 100).padStart(2, '0')}5`);
      return Object.fromEntries(
        ['amount', 'amountCurrency', 'amountOutstanding', 'amountCurrencyOutstanding'].map((name) => [
          name,
          value,
        ]),
      );
    }
  }
}

function laterEvents(
  company: Company,
  planned: DemoInvoice,
  invoice: Invoice,
  type: PaymentType,
): { on: LocalDate; run: () => void }[] {
  const events: { on: LocalDate; run: () => void }[] = [];
  for (const { on, amountMinor } of planned.payments ?? []) {
    // A foreign payment is worth a little more when it arrives: an exchange gain.
    const baseMinor = Math.round(toBaseMinor(amountMinor, invoice.currency) * 1.01);
    events.push({
      on,
      run: () =>
        void payInvoice(company, invoice, {
          on,
          type,
          baseMinor,
          currencyMinor: amountMinor,
          postingRuleId: 0,
        }),
    });
  }
  const { credit, reminder, postponedTo } = planned;
  if (credit) events.push({ on: credit.on, run: () => void creditInvoice(company, invoice, credit) });
  if (reminder) {
    events.push({
      on: reminder.on,
      run: () =>
        company.addReminder({
          id: company.ids.next('reminder'),
          invoice,
          type: reminder.type,
          on: reminder.on,
          termOfPayment: reminder.termOn,
          chargeMinor: reminder.chargeMinor,
          totalChargeMinor: reminder.chargeMinor,
          interestMinor: 0,
        }),
    });
  }
  if (postponedTo) {
    invoice.remark = {
      id: company.ids.next('remark'),
      description: 'Avtalt utsettelse',
      postponeRemindersTo: postponedTo,
    };
  }
  return events;
}
