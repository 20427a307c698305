import type { APIRequestContext } from 'playwright-core';

interface CompanyPath {
  readonly creditorId: string;
  readonly connectionId: string;
}

/** Asks for a second person and then for something, so that the page's picture shows what waits. The same again is one. */
export async function askForTwo(
  request: APIRequestContext,
  origin: string,
  { creditorId, connectionId }: CompanyPath,
): Promise<void> {
  const put = (path: string, data: object) =>
    request.put(`/api/v1/creditors/${creditorId}/${path}`, { data, headers: { origin } });
  await put('second-person-rule', { subjects: ['hand-over', 'authority', 'account-mapping'] });
  await put(`connections/${connectionId}/write-back`, { mode: 'approve' });
  const { claims } = (await (
    await request.get(`/api/v1/creditors/${creditorId}/claims?state=proposed&held=false&limit=8`)
  ).json()) as { readonly claims: readonly { readonly id: string }[] };
  if (claims.length === 0) return;
  // By a program, which has no session: as the second person sees it.
  await fetch(`${origin}/api/v1/creditors/${creditorId}/claims/approve`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ claimIds: claims.map(({ id }) => id) }),
  });
}
