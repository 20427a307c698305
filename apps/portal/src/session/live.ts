import { useEffect } from 'react';
import { queryClient } from './hub.js';

const ADDRESS = '/api/v1/me/live';
/** What is asked for anew, after that many changes at once or one. */
const GATHER_MS = 1_000;
/** After a refusal; a line that broke the browser mends by itself. */
const AGAIN_MS = 60_000;

/** First words of query keys, by what the hub tells of. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  runs: ['runs', 'refused-records', 'reconciliations', 'connection'],
  claims: ['open-items', 'held-claims', 'portfolio'],
  postings: ['write-backs', 'settlements'],
  money: ['settlements', 'remittances', 'portfolio'],
  proposals: ['proposals', 'second-person-rule', 'open-items'],
};

const COMPANIES = 'companies';

let isOn = false;

/** @returns how often to look by itself: seldom while the hub tells of changes */
export function lookEvery(ms: number): number {
  const toldOfChanges = 10;
  return isOn ? ms * toldOfChanges : ms;
}

/** While it is there, the hub tells this page which companies changed, and what is shown of them is asked for anew. */
export function useLive(): void {
  useEffect(() => {
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let hasBegun = false;
    const changed = new Set<string>();
    const askAnew = (): void => {
      gathering = undefined;
      const stale = new Set(changed);
      changed.clear();
      void queryClient.invalidateQueries({
        predicate: ({ queryKey: [first] }) => stale.has('*') || stale.has(String(first)),
      });
    };
    const note = (...keys: readonly string[]): void => {
      for (const key of keys) changed.add(key);
      gathering ??= setTimeout(askAnew, GATHER_MS);
    };
    const open = (): void => {
      const opened = new EventSource(ADDRESS);
      source = opened;
      opened.addEventListener('ready', () => {
        isOn = true;
        // What changed while nothing was heard.
        if (hasBegun) note('*');
        hasBegun = true;
      });
      opened.addEventListener('lost', () => {
        isOn = false;
      });
      opened.addEventListener('all', () => note('*'));
      opened.addEventListener('change', ({ data }: MessageEvent<string>) => {
        const { creditorId, topics } = readChange(data);
        note(COMPANIES);
        if (window.location.pathname.includes(creditorId))
          note(...topics.flatMap((topic) => KEYS[topic] ?? []));
      });
      opened.addEventListener('error', () => {
        isOn = false;
        if (opened.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
      });
    };
    const close = (): void => {
      isOn = false;
      source?.close();
      clearTimeout(again);
    };
    // A browser keeps six lines to one host: pages that nobody looks at do without theirs.
    const look = (): void => {
      close();
      if (document.visibilityState === 'visible') open();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      close();
      clearTimeout(gathering);
    };
  }, []);
}

function readChange(data: string): { readonly creditorId: string; readonly topics: readonly string[] } {
  const told = JSON.parse(data) as { readonly creditorId?: unknown; readonly topics?: unknown };
  return {
    creditorId: typeof told.creditorId === 'string' ? told.creditorId : '?',
    topics: Array.isArray(told.topics) ? told.topics.map(String) : [],
  };
}
