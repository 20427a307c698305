import { expect } from '@jest/globals';
import { type CreditorId, systemClock } from '@app/domain';
import type pg from 'pg';
import { ACCOUNTS_POOL } from '../../apps/hub/src/database/accounts-pool.js';
import { Browser } from './browser.js';
import { openPost, type Post } from './case-story.js';
import { firstOwnerComesIn, makeCreditor, PASSWORD } from './first-owner.js';
import { startTestHub, type TestHub } from './hub.js';
import { freePort } from './node-process.js';
import { waitFor } from './wait-for.js';

export { PASSWORD };
export const OTHER = 'en annen lang setning';

/** A hub with two creditors and a mailbox, where people are invited and come in. */
export class PeopleStory {
  readonly owner: Browser;

  private constructor(
    readonly hub: TestHub,
    readonly post: Post,
    readonly north: CreditorId,
    readonly south: CreditorId,
  ) {
    this.owner = new Browser(hub.url);
  }

  static async begin(more: Readonly<Record<string, string>> = {}): Promise<PeopleStory> {
    const post = await openPost();
    const hub = await startTestHub({
      environment: {
        ...post.environment,
        PORT: String(await freePort()),
        REQUESTS_PER_MINUTE: '1000000',
        SIGN_INS_PER_MINUTE: '1000',
        ...more,
      },
    });
    const [north, south] = [await makeCreditor(hub, systemClock), await makeCreditor(hub, systemClock)];
    return new PeopleStory(hub, post, north, south);
  }

  async end(): Promise<void> {
    await this.hub.close();
    await this.post.stop();
  }

  /** The first account is made, without the printed link's page. */
  async ownerComesIn(): Promise<void> {
    await firstOwnerComesIn(this.hub, this.owner);
  }

  /** How accounts are opened, as better-auth keeps it. */
  async accountRows(): Promise<readonly Readonly<Record<string, string | null>>[]> {
    const pool = this.hub.app.get<pg.Pool>(ACCOUNTS_POOL, { strict: false });
    const { rows } = await pool.query<Record<string, string | null>>(
      'select "providerId", "accessToken", "refreshToken", "idToken" from account',
    );
    return rows;
  }

  /** The secret behind `#` in the newest mail to somebody. */
  linkIn(to: string, path: string): Promise<string> {
    return linkInMail(this.post, to, path);
  }

  /** Made by the owner, who must be signed in. */
  organisation(name: string, kind: string, creditorId?: string): Promise<string> {
    return makeOrganisation(this, name, kind, creditorId);
  }

  /** Invited by the owner, and signed in. */
  joined(organisationId: string, role: string): Promise<Browser> {
    return comesIn(this, organisationId, role);
  }
}

/** As much of a story as somebody needs to come in. */
export interface Entrance {
  readonly hub: Pick<TestHub, 'url'>;
  readonly post: Post;
  /** Signed in. */
  readonly owner: Browser;
}

async function linkInMail(post: Post, to: string, path: string): Promise<string> {
  const mail = await waitFor('the mail has come', () =>
    post.mails().findLast((one) => JSON.stringify(one).includes(to)),
  );
  return new RegExp(`/${path}#([\\w-]+)`).exec(JSON.stringify(mail))?.[1] ?? '';
}

export async function makeOrganisation(
  { owner }: Pick<Entrance, 'owner'>,
  name: string,
  kind: string,
  creditorId?: string,
): Promise<string> {
  const body = { name, kind, ...(creditorId ? { creditorId } : {}) };
  const made = await owner.send('POST', '/api/v1/organisations', body);
  expect(made.status).toBe(201);
  return ((await made.json()) as { organisationId: string }).organisationId;
}

/** Somebody is invited by the owner, and signs in. */
export async function comesIn(
  { hub, post, owner }: Entrance,
  organisationId: string,
  role: string,
  name = 'Prøve',
): Promise<Browser> {
  const email = `${role}.${organisationId.slice(-6)}@kontor.example`;
  const invitations = `/organisations/${organisationId}/invitations`;
  expect(await owner.outcome('POST', invitations, { email, role })).toBe('204');
  const invitationId = await linkInMail(post, email, 'join');
  const browser = new Browser(hub.url);
  const join = (password: string) => browser.outcome('POST', '/join', { invitationId, name, password });
  expect(await join(PASSWORD)).toBe('204');
  expect(await join(OTHER)).toBe('410 link-no-longer-holds');
  expect((await browser.signIn(email, PASSWORD)).status).toBe(200);
  return browser;
}
