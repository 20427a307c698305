import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser } from '../../support/browser.js';
import { OidcProvider } from '../../support/oidc-provider.js';
import { PeopleStory } from '../../support/people-story.js';

const CLIENT = { id: 'kravhub', secret: 'only-for-this-test' };
const KARI = { sub: 'k-1', email: 'kari@inkasso.example', emailVerified: true };
const REFUSED = { at: expect.stringMatching(/^\/sign-in\?error=/), inside: false };

describe('single sign-on', () => {
  let provider: OidcProvider;
  let story: PeopleStory;

  beforeAll(async () => {
    provider = await OidcProvider.start(CLIENT);
    story = await PeopleStory.begin({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: 'Kontoret',
    });
    await story.ownerComesIn();
  });
  afterAll(async () => {
    await story.end();
    await provider.stop();
  });

  /** As the page does it: to the provider, and back with its code. @returns where the person ends, and whether inside */
  async function comeIn(): Promise<{
    readonly at: string;
    readonly inside: boolean;
    readonly browser: Browser;
  }> {
    const browser = new Browser(story.hub.url);
    const begun = await browser.send('POST', '/api/auth/sign-in/social', {
      provider: 'sso',
      callbackURL: '/cases',
      errorCallbackURL: '/sign-in',
    });
    const { url } = (await begun.json()) as { url: string };
    const sent = await fetch(url, { redirect: 'manual' });
    const back = new URL(sent.headers.get('location') ?? '');
    const ended = await browser.send('GET', `${back.pathname}${back.search}`);
    const inside = (await browser.outcome('GET', '/me')) === '200';
    return { at: ended.headers.get('location') ?? '', inside, browser };
  }

  it('opens the account that has the address, and again by the provider’s name for the person', async () => {
    const options = await fetch(`${story.hub.url}/api/v1/sign-in-options`);
    expect(await options.json()).toEqual({ singleSignOn: 'Kontoret' });
    provider.person = KARI;
    const first = await comeIn();
    expect(first).toMatchObject({ at: '/cases', inside: true });
    const { email } = await first.browser.get<{ email: string }>('/me');
    expect(email).toBe(KARI.email);
    provider.person = { ...KARI, email: 'kari.ny@inkasso.example' };
    expect(await comeIn()).toMatchObject({ at: '/cases', inside: true });
  });

  it('makes nobody an account, and believes no address that was not verified', async () => {
    provider.person = { sub: 'o-1', email: 'ola@inkasso.example', emailVerified: true };
    expect(await comeIn()).toMatchObject(REFUSED);
    provider.person = { ...KARI, sub: 'k-2', emailVerified: false };
    expect(await comeIn()).toMatchObject(REFUSED);
  });

  it('believes no token that the provider’s keys did not sign', async () => {
    provider.person = KARI;
    provider.forges = true;
    expect(await comeIn()).toMatchObject(REFUSED);
    provider.forges = false;
  });

  it('keeps none of the provider’s tokens', async () => {
    const kept = await story.accountRows();
    expect(kept.map(({ providerId }) => providerId).toSorted()).toEqual(['credential', 'sso']);
    for (const { accessToken, refreshToken, idToken } of kept)
      expect([accessToken, refreshToken, idToken]).toEqual([null, null, null]);
  });
});
