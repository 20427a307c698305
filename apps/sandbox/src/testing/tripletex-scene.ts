import { ManualClock } from '@app/domain';
import type { InvoiceSpec } from '../tripletex/control/specs.js';
import { TripletexSimulator, type TripletexSimulatorOptions } from '../tripletex/simulator.js';
import { TripletexTestClient } from './tripletex-client.js';

/** A Monday noon in Norway. */
export const NOW = new Date('2026-09-14T10:00:00Z');

/** One company with one customer behind a running simulator whose time stands still, and a client logged in to it. */
export class TripletexScene {
  private constructor(
    readonly simulator: TripletexSimulator,
    readonly url: string,
    readonly companyId: number,
    readonly employeeToken: string,
    readonly customerId: number,
    readonly client: TripletexTestClient,
  ) {}

  static async open(options: TripletexSimulatorOptions = {}): Promise<TripletexScene> {
    const simulator = new TripletexSimulator({
      seed: 7,
      clock: new ManualClock(NOW),
      limits: { requestsMax: 'unlimited' },
      ...options,
    });
    const { companyId, employeeToken } = simulator.addCompany({ name: 'Granly Bygg AS' });
    const customer = simulator.bookkeeper.addCustomer(companyId, { name: 'Måsevik Kafé AS' });
    const { url } = await simulator.start();
    const client = await TripletexTestClient.login(simulator, url, employeeToken);
    return new TripletexScene(simulator, url, companyId, employeeToken, customer.id, client);
  }

  /** An invoice of 1 June 2026, due on the 15th. */
  invoice(amount: string, more: Partial<InvoiceSpec> = {}): { id: number; number: number } {
    const { id, number } = this.simulator.bookkeeper.addInvoice(this.companyId, {
      customerId: this.customerId,
      amount,
      date: '2026-06-01',
      ...more,
    });
    return { id, number };
  }

  paymentType(description: string): number {
    const company = this.simulator.state().companies.find((row) => row.companyId === this.companyId);
    return company?.paymentTypes.find((type) => type.description === description)?.id ?? 0;
  }

  /** The vouchers of payments on an invoice, as the books hold them. */
  paymentsOn(invoiceId: number): readonly number[] {
    const view = this.simulator.ledger(this.companyId).invoices.find((row) => row.id === invoiceId);
    return view?.paymentVoucherIds ?? [];
  }

  async close(): Promise<void> {
    await this.simulator.stop();
  }
}
