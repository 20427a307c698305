import { answer, type Schemas } from '@app/client';
import { Accordion, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Instant } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { historyTexts } from './texts/index.js';

const SHOWN_MAX = 200;

/** What was set aside, each with the ledger's own text beside the reason. */
export function RefusedRecords({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(historyTexts);
  const query = useQuery({
    queryKey: ['refused-records', creditorId],
    queryFn: async () =>
      (
        await answer(
          hub.GET('/api/v1/creditors/{creditorId}/refused-records', {
            params: { path: { creditorId }, query: { limit: SHOWN_MAX } },
          }),
        )
      ).records,
  });
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t.refusedTitle}
      </Title>
      <QueryStates
        query={query}
        empty={(records) => (records.length === 0 ? <Text c="dimmed">{t.allRead}</Text> : undefined)}
      >
        {(records) => (
          <>
            <Text c="dimmed">{t.refusedLead}</Text>
            <Accordion variant="separated">
              {records.map((record) => (
                <RefusedRecord key={record.id} record={record} />
              ))}
            </Accordion>
          </>
        )}
      </QueryStates>
    </Stack>
  );
}

function RefusedRecord({ record }: { readonly record: Schemas['RefusedRecordDto'] }) {
  const t = useTexts(historyTexts);
  const { id, ledgerItemId, message, raw, lastSeenAt } = record;
  return (
    <Accordion.Item value={id}>
      <Accordion.Control>
        <Stack gap={2}>
          <Text fw={600} lang="en">
            {message}
          </Text>
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t.record}: {ledgerItemId ?? '–'}
            </Text>
            <Text size="sm" c="dimmed">
              {t.seen}: <Instant at={lastSeenAt} />
            </Text>
          </Group>
        </Stack>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          <Text size="sm">{t.raw}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {pretty(raw)}
          </Code>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

/** Broken into lines where it is JSON; every digit stays as it was written. */
function pretty(raw: string): string {
  return raw.replaceAll(/([{[,])(?=")/g, '$1\n  ');
}
