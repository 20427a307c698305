import {
  CREDITED,
  PAID_DIRECTLY,
  PAID_IN_FULL,
  PAID_IN_PARTS,
  PARTLY_CREDITED,
  PARTLY_PAID_DIRECTLY,
  TAKEN_BACK,
} from '../happenings.js';
import { type DemoLedger, label, storedGrant } from './ledger.js';

/** The mode of payment "Inkasso", by which the companies know the collector's money. */
const COLLECTOR_MODE = 'INK';

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly companies: readonly { readonly name: string; readonly organizationNumber: string }[];
}

interface Payment {
  readonly number: string;
  readonly mode: string;
  readonly voucherId: number | null;
}

/** Fortnox: the firm signs in at the vendor's page company after company, and each has a few calls a second of its own. */
export const fortnox: DemoLedger = {
  key: 'fortnox',
  currency: 'SEK',
  happenings: [
    [PAID_IN_FULL, PAID_DIRECTLY],
    [PAID_IN_PARTS, CREDITED],
    [TAKEN_BACK, PARTLY_CREDITED, PARTLY_PAID_DIRECTLY],
  ],

  async signIn({ hub, browser, control, say }) {
    const { key } = fortnox;
    const { companies, ...client } = await control.get<Credentials>('/fortnox/credentials');
    const grants: string[] = [];
    for (const { name, organizationNumber } of companies) {
      const known = await hub.findGrant(key, label(name));
      if (known !== undefined) {
        grants.push(known);
        continue;
      }
      const settings = { ...client, expectedOrganisationNumber: organizationNumber };
      const page = await browser.open(await hub.beginSignIn(key, label(name), settings));
      say(`at the vendor's page the firm chooses ${name}`);
      const back = await browser.open(page.link(organizationNumber));
      grants.push(await storedGrant(hub, key, label(name), back.text));
    }
    return grants;
  },

  today: async (control) => (await control.get<{ today: string }>('/fortnox/state')).today,

  company: (control, { companyKey }) => {
    const company = `/fortnox/companies/${companyKey}`;
    return Promise.resolve({
      pay: (itemId, amount) => control.send('POST', `${company}/invoices/${itemId}/payments`, { amount }),
      credit: (itemId, amount) =>
        control.send('POST', `${company}/invoices/${itemId}/credit-notes`, { ...(amount && { amount }) }),
      postingsForTheCollector: async () => {
        const { payments } = await control.get<{ payments: Payment[] }>(`${company}/ledger`);
        return payments
          .filter(({ mode, voucherId }) => mode === COLLECTOR_MODE && voucherId !== null)
          .map(({ number }) => number);
      },
    });
  },
};
