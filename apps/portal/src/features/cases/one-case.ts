import { answer, type Schemas } from '@app/client';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';
import { CASES_KEY } from './list-query.js';

export interface CasePath {
  readonly creditorId: string;
  readonly caseId: string;
}
export type Case = Schemas['CaseDto'];
export const CASE_KEY = 'case';

const one = '/api/v1/creditors/{creditorId}/cases/{caseId}';
const part = <T>(path: CasePath, name: string, ask: () => Promise<T>) =>
  queryOptions({ queryKey: [CASE_KEY, path.creditorId, path.caseId, name], queryFn: ask });

/** What the hub tells of a case, each part when a page asks for it. */
export const caseQueries = (path: CasePath) => {
  const params = { params: { path } };
  return {
    itself: part(path, 'itself', () => answer(hub.GET(one, params))),
    debtor: part(path, 'debtor', () => answer(hub.GET(`${one}/debtor`, params))),
    balance: part(path, 'balance', () => answer(hub.GET(`${one}/balance`, params))),
    timeline: part(path, 'timeline', () => answer(hub.GET(`${one}/timeline`, params))),
    letters: part(path, 'letters', () => answer(hub.GET(`${one}/letters`, params))),
    plans: part(path, 'plans', () => answer(hub.GET(`${one}/plans`, params))),
    deferrals: part(path, 'deferrals', () => answer(hub.GET(`${one}/deferrals`, params))),
    pauses: part(path, 'pauses', () => answer(hub.GET(`${one}/pauses`, params))),
    objections: part(path, 'objections', () => answer(hub.GET(`${one}/objections`, params))),
    waivers: part(path, 'waivers', () => answer(hub.GET(`${one}/waivers`, params))),
    tasks: part(path, 'tasks', () => answer(hub.GET(`${one}/tasks`, params))),
    notes: part(path, 'notes', () => answer(hub.GET(`${one}/notes`, params))),
  };
};

/** After something was done to a case: whatever shows it is asked for anew. */
export function useCaseChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [
        [CASE_KEY],
        [CASES_KEY],
        ['work-list'],
        ['debtor-cases'],
        ['case-debtor'],
        ['personal-data-accesses'],
        ['grant-requests'],
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
}

export interface Hold {
  readonly reason: string;
  readonly changesOn: string | undefined;
}

/** Of the stored decision, which the API hands on as it is. What holds several claims of the case alike is told once. */
export function holdsOf(why: unknown): readonly Hold[] {
  const told = (why as { readonly holds?: unknown } | null)?.holds;
  const holds = (Array.isArray(told) ? (told as unknown[]) : []).flatMap((hold): Hold[] => {
    const { reason, changesOn } = hold as Readonly<Record<string, unknown>>;
    return typeof reason === 'string'
      ? [{ reason, changesOn: typeof changesOn === 'string' ? changesOn : undefined }]
      : [];
  });
  return holds.filter(
    ({ reason, changesOn }, place) =>
      holds.findIndex((other) => other.reason === reason && other.changesOn === changesOn) === place,
  );
}
