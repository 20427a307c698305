import { PAID_DIRECTLY, PAID_IN_FULL, PAID_IN_PARTS, PARTLY_CREDITED, TAKEN_BACK } from '../happenings.js';
import { type DemoLedger, label, storedGrant } from './ledger.js';

interface OnboardingClient {
  readonly companyId: number;
  readonly name: string;
  readonly organizationNumber: string;
}

interface Voucher {
  readonly id: string;
  readonly externalImportReference: string | null;
}

/** PowerOffice Go: one visit to the vendor's page, on which the firm ticks the companies. Ten calls a second for all of them. */
export const powerOfficeGo: DemoLedger = {
  key: 'poweroffice-go',
  currency: 'NOK',
  happenings: [
    [PAID_IN_FULL, TAKEN_BACK],
    [PAID_IN_PARTS, PAID_DIRECTLY],
    [PAID_IN_FULL, PARTLY_CREDITED],
  ],

  async signIn({ hub, browser, control, say }) {
    const { key } = powerOfficeGo;
    const known = await hub.findGrant(key, label());
    if (known !== undefined) return [known];
    const { applicationKey, subscriptionKey, companies } = await control.get<{
      applicationKey: string;
      subscriptionKey: string;
      companies: OnboardingClient[];
    }>('/poweroffice-go/credentials');
    const address = await hub.beginSignIn(key, label(), { applicationKey, subscriptionKey });
    const page = await browser.open(address);
    const names = companies.map(({ name }) => name);
    say(`at the vendor's page the firm ticks ${names.join(', ')}`);
    const back = await browser.open(page.submission('Godkjenn', names));
    return [await storedGrant(hub, key, label(), back.text)];
  },

  today: async (control) => (await control.get<{ today: string }>('/poweroffice-go/state')).today,

  async company(control, { companyKey }) {
    const { companies } = await control.get<{ companies: OnboardingClient[] }>('/poweroffice-go/credentials');
    const found = companies.find(({ organizationNumber }) => organizationNumber === companyKey);
    if (!found) throw new Error(`The sandbox has no PowerOffice Go company ${companyKey}.`);
    const company = `/poweroffice-go/companies/${found.companyId}`;
    return {
      pay: (itemId, amount) => control.send('POST', `${company}/invoices/${itemId}/payments`, { amount }),
      credit: (itemId, amount) =>
        control.send('POST', `${company}/invoices/${itemId}/credit-notes`, { ...(amount && { amount }) }),
      postingsForTheCollector: async () => {
        const { vouchers } = await control.get<{ vouchers: Voucher[] }>(`${company}/ledger`);
        // What takes a voucher back carries no key; PowerOffice allows it once for each.
        return vouchers
          .filter(({ externalImportReference }) => externalImportReference !== null)
          .map(({ id }) => id);
      },
    };
  },
};
