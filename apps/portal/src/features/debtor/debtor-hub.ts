import { createHubClient, type HubClient, type Schemas } from '@app/client';

export type DebtorPageAnswer = Schemas['DebtorPageDto'];

/** The hub as the debtor's page speaks to it: by the visit's secret, which lives in memory only, and by no cookie. */
export function debtorHub(visitSecret: string): HubClient {
  const client = createHubClient({ baseUrl: window.location.origin });
  client.use({
    onRequest: ({ request }) => {
      request.headers.set('authorization', `Bearer ${visitSecret}`);
      return request;
    },
  });
  return client;
}

export const DEBTOR_PAGE_KEY = 'debtor-page';
