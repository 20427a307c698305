/** The person of the demonstration. Made on loopback only, by the link that a hub without accounts prints. */

export const DEMO_USER = { email: 'kari@demo.example', password: 'en setning for demonstrasjonen' };
const ORGANISATION = 'Demo Inkasso AS';
/** This password is known to everybody: nobody else may reach the hub that takes it. */
const LOOPBACK = /^(127(\.\d+){3}|localhost|::1)$/;
const LINK = /\/first-user#([\w-]+)/;

/**
 * Takes a hub's log lines: shows those that matter, and keeps the link to the first account.
 *
 * @param show takes a line that a person should see
 * @returns `{ onLine, secret() }`; the secret is undefined where there is an account already
 */
export function watchForLink(show) {
  let secret;
  return {
    onLine: (line) => {
      const found = LINK.exec(line)?.[1];
      if (found) secret = found;
      else if (!/"level":"?(info|debug|trace|30|20|10)\b/.test(line)) show(line);
    },
    secret: () => secret,
  };
}

/** @returns whether the person is there: made now, or before; never on a hub that others can reach */
export async function makeDemoUser(hubUrl, secret) {
  if (!LOOPBACK.test(process.env.HOST ?? '127.0.0.1')) return false;
  if (secret !== undefined) {
    const answer = await fetch(`${hubUrl}/api/v1/first-user`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret, organisation: ORGANISATION, name: 'Kari Demo', ...DEMO_USER }),
    });
    return answer.ok;
  }
  const answer = await fetch(`${hubUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: hubUrl },
    body: JSON.stringify(DEMO_USER),
  });
  return answer.ok;
}
