import { expect } from '@jest/globals';
import { type FortnoxCustomerSpec, FortnoxSimulator } from '@app/sandbox';
import { CollectionStory } from './collection-story.js';
import type { HubCompany, Named } from './hub-company.js';
import { type SignInStory, tellSignInStory } from './sign-in-story.js';

export const A_SWEDE = {
  name: 'Prov Testsson',
  type: 'PRIVATE',
  email: 'prov@debtor.example',
  address1: 'Exempelvägen 1',
  zipCode: '00000',
  city: 'Exempelvik',
} as const satisfies FortnoxCustomerSpec;

export const A_SWEDISH_BUSINESS = {
  ...A_SWEDE,
  name: 'Provhandel AB',
  type: 'COMPANY',
  email: 'faktura@debtor.example',
} as const satisfies FortnoxCustomerSpec;

export type SwedishStory = SignInStory<FortnoxSimulator>;

/** A hub and a simulated Fortnox for one file, with the receiving ends that the environment names. */
export function tellSwedishStory(environment: Readonly<Record<string, string>>): SwedishStory {
  return tellSignInStory({
    connectorKey: 'fortnox',
    country: 'SE',
    make: (clock) => new FortnoxSimulator({ seed: 7, clock, limits: { requestsMax: 'unlimited' } }),
    addresses: ['FORTNOX_API_URL', 'FORTNOX_AUTH_URL'],
    environment,
  });
}

/** A Swedish creditor: its bookkeeper's hands in Fortnox, and its cases in the hub. */
export class SwedishCompany {
  constructor(
    private readonly story: SwedishStory,
    readonly tenantId: number,
    readonly hub: HubCompany,
    readonly cases: CollectionStory,
  ) {}

  /** Signed in to on Fortnox' page, connected and started, with the road approved by a person. */
  static async open(story: SwedishStory, settings: object = {}): Promise<SwedishCompany> {
    const { tenantId, name, organizationNumber } = story.vendor.addCompany({});
    const { clientId, clientSecret } = story.vendor.credentials;
    const page = await story.vendorsPage(name, { clientId, clientSecret });
    await story.browser.open(page.link(organizationNumber));
    const hub = await story.company(await story.grantNamed(name), String(tenantId));
    const cases = new CollectionStory(story, hub);
    await cases.takeOver({
      claimSubject: 'Varor levererade enligt beställning',
      payToAccount: '0000-0000',
      ...settings,
    });
    return new SwedishCompany(story, tenantId, hub, cases);
  }

  /** Dated sixty days ago and due thirty days later, to a customer of its own. */
  invoice(amount: string, customer: FortnoxCustomerSpec = A_SWEDE): Named {
    const { bookkeeper } = this.story.vendor;
    const { number: customerNumber } = bookkeeper.addCustomer(this.tenantId, customer);
    const { number } = bookkeeper.addInvoice(this.tenantId, { customerNumber, amount });
    return { id: number };
  }

  async pays(invoice: Named, amount: string): Promise<Readonly<Record<string, string>>> {
    const { settlement, writeBack } = await this.hub.settlesAndBooks(invoice, { amount });
    expect(writeBack.state).toBe('verified');
    const { principal, interest, fees, surplus } = settlement;
    return { principal, interest, fees, surplus };
  }

  /** The bookkeeper credits the invoice, wholly unless an amount is given. */
  credits({ id }: Named, amount?: string): void {
    const spec = amount === undefined ? {} : { amount };
    this.story.vendor.bookkeeper.addCreditNote(this.tenantId, String(id), spec);
  }
}
