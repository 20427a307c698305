import {
  CREDITED,
  PAID_DIRECTLY,
  PAID_IN_FULL,
  PAID_IN_PARTS,
  PARTLY_CREDITED,
  TAKEN_BACK,
} from '../happenings.js';
import { type DemoLedger, label, storedGrant } from './ledger.js';

interface Credentials {
  readonly web: { readonly clientId: string; readonly clientSecret: string };
  readonly people: readonly { readonly name: string }[];
}

interface Row {
  readonly id: number;
  readonly voucherJournalNo: number;
  readonly auditNo: number;
  readonly externalReference1: string;
}

/** What a posting for the collector bears in its reference. */
const OURS = /^KH[0-9A-Z]{18}$/;

/** Visma Business NXT: a person of the firm signs in once, and brings every company that the person works in. */
export const vismaBusiness: DemoLedger = {
  key: 'visma-business',
  currency: 'NOK',
  happenings: [
    [PAID_IN_FULL, PAID_DIRECTLY],
    [PAID_IN_PARTS, CREDITED],
    [TAKEN_BACK, PARTLY_CREDITED],
  ],

  async signIn({ hub, browser, control, say }) {
    const { key } = vismaBusiness;
    const known = await hub.findGrant(key, label());
    if (known !== undefined) return [known];
    const { web, people } = await control.get<Credentials>('/visma-business/credentials');
    const [person] = people;
    if (!person) throw new Error('Nobody can sign in at the simulated Visma.');
    const page = await browser.open(await hub.beginSignIn(key, label(), { access: 'user', ...web }));
    say(`at the vendor's page ${person.name} signs in`);
    const back = await browser.open(page.link(person.name));
    return [await storedGrant(hub, key, label(), back.text)];
  },

  today: async (control) => (await control.get<{ today: string }>('/visma-business/state')).today,

  company: (control, { companyKey }) => {
    const company = `/visma-business/companies/${companyKey}`;
    const rows = async (): Promise<Row[]> => (await control.get<{ rows: Row[] }>(`${company}/ledger`)).rows;
    const named = ({ voucherJournalNo, auditNo }: Row): string => `${voucherJournalNo}-${auditNo}`;
    const rowId = async (itemId: string): Promise<number | undefined> =>
      (await rows()).find((row) => named(row) === itemId)?.id;
    return Promise.resolve({
      pay: async (itemId, amount) =>
        control.send('POST', `${company}/rows/${await rowId(itemId)}/payments`, { amount }),
      credit: async (itemId, amount) =>
        control.send('POST', `${company}/rows/${await rowId(itemId)}/credit-notes`, {
          ...(amount && { amount }),
        }),
      postingsForTheCollector: async () =>
        (await rows()).filter(({ externalReference1 }) => OURS.test(externalReference1)).map(named),
    });
  },
};
