import { CREDITED, PAID_DIRECTLY, PAID_IN_FULL, PARTLY_CREDITED } from '../happenings.js';
import { type DemoLedger, label } from './ledger.js';

interface Credentials {
  readonly token: string;
  readonly companies: readonly { readonly companyId: number }[];
}

interface Row {
  readonly id: number;
  readonly extIdentifier: string | null;
}

/** Xledger: the firm's token reaches the companies below it. What comes in is posted by a job, every half hour. */
export const xledger: DemoLedger = {
  key: 'xledger',
  currency: 'NOK',
  // One posting after the other on a claim would each wait half a minute until the hub looks for it.
  happenings: [[PAID_IN_FULL, PAID_DIRECTLY], [PAID_IN_FULL, CREDITED], [PARTLY_CREDITED]],

  async signIn({ hub, control, say }) {
    const { key } = xledger;
    const known = await hub.findGrant(key, label());
    if (known !== undefined) return [known];
    const { token } = await control.get<Credentials>('/xledger/credentials');
    say('the firm enters its token');
    return [await hub.storeGrant(key, label(), { token })];
  },

  // The token reaches the firm's own books too, which owe the collector nothing.
  async chosen(control) {
    const { companies } = await control.get<Credentials>('/xledger/credentials');
    return companies.map(({ companyId }) => String(companyId));
  },

  today: async (control) => (await control.get<{ today: string }>('/xledger/state')).today,

  company: (control, { companyKey }) => {
    const company = `/xledger/companies/${companyKey}`;
    return Promise.resolve({
      pay: (itemId, amount) => control.send('POST', `${company}/rows/${itemId}/payments`, { amount }),
      credit: (itemId, amount) =>
        control.send('POST', `${company}/rows/${itemId}/credit-memos`, { ...(amount && { amount }) }),
      postingsForTheCollector: async () => {
        const { rows } = await control.get<{ rows: Row[] }>(`${company}/ledger`);
        return rows.filter(({ extIdentifier }) => extIdentifier !== null).map(({ id }) => String(id));
      },
      hurry: () => control.send('POST', '/xledger/import-job'),
    });
  },
};
