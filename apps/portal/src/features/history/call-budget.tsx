import { answer } from '@app/client';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { ConnectionPath } from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import { lookEvery } from '../../session/live.js';
import { isReading, type Run } from '../../session/runs.js';
import { historyTexts } from './texts/index.js';

const LOOK_EVERY_MS = 2_000;
const LOOK_SELDOM_MS = 60_000;

/** What the ledger permits of calls and what is used of it now, with what the newest reading took. */
export function CallBudget({ path, runs }: { readonly path: ConnectionPath; readonly runs: readonly Run[] }) {
  const t = useTexts(historyTexts);
  const { count, instant } = useFormat();
  const everyMs = isReading(runs) ? LOOK_EVERY_MS : lookEvery(LOOK_SELDOM_MS);
  const { data } = useQuery({
    queryKey: ['call-budget', path.connectionId],
    queryFn: () =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/connections/{connectionId}/call-budget', {
          params: { path },
        }),
      ),
    refetchInterval: everyMs,
  });
  const [newest] = runs;
  if (!data || !newest) return null;
  const { callsMax, windowSeconds, used, pausedUntil } = data;
  return (
    <Text size="sm" c="dimmed">
      {t.callsOf(count(newest.calls))}
      {callsMax !== null &&
        windowSeconds !== null &&
        ` ${t.permitted(count(used), count(callsMax), windowSeconds)}`}
      {pausedUntil !== null && ` ${t.pausedUntil(instant(pausedUntil))}`}
    </Text>
  );
}
