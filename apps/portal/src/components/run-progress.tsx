import { Alert, Progress, Stack, Text } from '@mantine/core';
import { commonTexts } from '../i18n/common/index.js';
import { useFormat } from '../i18n/format.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Run } from '../session/runs.js';

/** A ledger does not tell beforehand how much it holds: the last reading of this kind does, and never quite to the end. */
const SHARE_MAX = 0.95;
/** Where there is nothing to compare with: under way, no more. */
const SHARE_UNKNOWN = 0.3;

/** How far the newest reading is, while it is under way; nothing else. */
export function RunProgress({ runs }: { readonly runs: readonly Run[] }) {
  const t = useTexts(commonTexts);
  const { count } = useFormat();
  const [run] = runs;
  if (run?.state !== 'running') return null;
  const former = runs.find(({ state, kind }) => state === 'succeeded' && kind === run.kind);
  const share = former?.recordsRead
    ? Math.min(run.recordsRead / former.recordsRead, SHARE_MAX)
    : SHARE_UNKNOWN;
  return (
    <Alert color="blue" role="status">
      <Stack gap="xs">
        <Text size="sm">{t.reading(count(run.recordsRead))}</Text>
        <Progress value={share * 100} animated size="lg" aria-label={t.readingNow} />
      </Stack>
    </Alert>
  );
}
