import { PeopleService } from '../../apps/hub/src/accounts/people.service.js';
import { Browser } from './browser.js';
import type { TestHub } from './hub.js';

export const OWNER = { email: 'kari@inkasso.example', password: 'fire greve gråter aldri' };

/** Makes the account of whoever runs the hub, as its printed link does. */
export async function makeOwner(hub: TestHub): Promise<Browser> {
  const secret = await hub.app.get(PeopleService, { strict: false }).firstUserSecret();
  const browser = new Browser(hub.url);
  const outcome = await browser.outcome('POST', '/first-user', {
    secret,
    organisation: 'Prøve Inkasso AS',
    name: 'Kari Prøve',
    ...OWNER,
  });
  if (outcome !== '204') throw new Error(`The first account was not made: ${outcome}`);
  await browser.signIn(OWNER.email, OWNER.password);
  return browser;
}
