import { type Clock, type CreditorId, newId } from '@app/domain';
import { PeopleService } from '../../apps/hub/src/accounts/people.service.js';
import { Browser } from './browser.js';
import type { TestHub } from './hub.js';

export const PASSWORD = 'fire greve gråter aldri';
const OWNER = { name: 'Kari Prøve', email: 'kari@inkasso.example', password: PASSWORD };

/** The first account, made without the printed link's page, comes in. */
export async function firstOwnerComesIn(hub: TestHub, owner = new Browser(hub.url)): Promise<Browser> {
  const people = hub.app.get(PeopleService, { strict: false });
  await people.makeFirstUser(String(await people.firstUserSecret()), 'Prøve Inkasso AS', OWNER);
  const { status } = await owner.signIn(OWNER.email, PASSWORD);
  if (status !== 200) throw new Error(`The owner was not let in: ${status}`);
  return owner;
}

/** A creditor with a policy, and nothing else. */
export async function makeCreditor(hub: TestHub, clock: Clock): Promise<CreditorId> {
  const creditorId = newId<'CreditorId'>(clock) as CreditorId;
  await hub.db.database.asCreditor(creditorId, async (tx) => {
    await tx.query(
      `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
       values ($1, 'Granly Bygg AS', '314000048', 'NO', 'NOK', $2)`,
      [creditorId, clock.now()],
    );
    await tx.query(
      `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers,
         approval, created_at, created_by) values ($1, 1, 14, '{}', '2026-01-01', '{}', 'approve', $2, 'test')`,
      [creditorId, clock.now()],
    );
  });
  return creditorId;
}
