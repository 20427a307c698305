import { EVERYTHING } from '../happenings.js';
import { type DemoLedger, label } from './ledger.js';

/** "Andre kortsiktige fordringer", where the companies book what the collector owes them. */
const CLEARING_ACCOUNT = 1579;

interface Voucher {
  readonly id: number;
  readonly postings: readonly { readonly account: number }[];
}

/** Tripletex: the firm's own key, entered once, reaches all its clients. */
export const tripletex: DemoLedger = {
  key: 'tripletex',
  currency: 'NOK',
  happenings: [EVERYTHING],

  async signIn({ hub, control, say }) {
    const known = await hub.findGrant(tripletex.key, label());
    if (known !== undefined) return [known];
    const { consumerToken, accountantToken } = await control.get<{
      consumerToken: string;
      accountantToken: string;
    }>('/credentials');
    say('the firm enters its key');
    return [await hub.storeGrant(tripletex.key, label(), { consumerToken, employeeToken: accountantToken })];
  },

  today: async (control) => (await control.get<{ today: string }>('/state')).today,

  company: (control, { companyKey }) => {
    const company = `/tripletex/companies/${companyKey}`;
    return Promise.resolve({
      pay: (itemId, amount) => control.send('POST', `${company}/invoices/${itemId}/payments`, { amount }),
      credit: (itemId, amount) =>
        control.send('POST', `${company}/invoices/${itemId}/credit-notes`, { ...(amount && { amount }) }),
      postingsForTheCollector: async () => {
        const { vouchers } = await control.get<{ vouchers: Voucher[] }>(`${company}/ledger`);
        return vouchers
          .filter(({ postings }) => postings.some(({ account }) => account === CLEARING_ACCOUNT))
          .map(({ id }) => String(id));
      },
    });
  },
};
