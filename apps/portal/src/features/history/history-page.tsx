import { answer } from '@app/client';
import { Badge, Button, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHistory, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CompanyConnections } from '../../components/company-connections.js';
import { Instant } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { RunProgress } from '../../components/run-progress.js';
import { WideTable } from '../../components/wide-table.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { ConnectionPath } from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import { hasRight, useMe } from '../../session/me.js';
import { type Run, runsQuery } from '../../session/runs.js';
import { CallBudget } from './call-budget.js';
import { RefusedRecords } from './refused-records.js';
import { historyTexts } from './texts/index.js';

const COLORS = { running: 'blue', succeeded: 'teal', failed: 'red' } as const;

/** What was read when, how it went, and what could not be read. */
export default function HistoryPage() {
  const t = useTexts(historyTexts);
  return (
    <CompanyConnections>
      {({ creditorId }, { connectionId, state }) => {
        const path = { creditorId, connectionId };
        return (
          <Page title={t.title} lead={t.lead} actions={state === 'active' && <ReadNow path={path} />}>
            <Runs path={path} />
            <RefusedRecords creditorId={creditorId} />
          </Page>
        );
      }}
    </CompanyConnections>
  );
}

function ReadNow({ path }: { readonly path: ConnectionPath }) {
  const t = useTexts(historyTexts);
  const queries = useQueryClient();
  const mayConnect = hasRight(useMe(), 'connect');
  const read = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/connections/{connectionId}/sync', { params: { path } }),
      ),
    onSuccess: ({ outcome }) => {
      notifications.show({ message: outcome === 'queued' ? t.queued : t.running });
      return queries.invalidateQueries({ queryKey: runsQuery(path).queryKey });
    },
  });
  if (!mayConnect) return null;
  return (
    <Stack gap="xs">
      <Button leftSection={<IconRefresh size={16} />} loading={read.isPending} onClick={() => read.mutate()}>
        {t.readNow}
      </Button>
      {read.error && <ProblemAlert error={read.error} />}
    </Stack>
  );
}

function Runs({ path }: { readonly path: ConnectionPath }) {
  const t = useTexts(historyTexts);
  const query = useQuery(runsQuery(path));
  const head = [
    t.started,
    t.took,
    t.kind,
    t.records,
    t.isNew,
    t.changed,
    t.refused,
    t.missing,
    t.calls,
    t.result,
  ];
  return (
    <QueryStates
      query={query}
      empty={(runs) =>
        runs.length === 0 ? (
          <EmptyState icon={IconHistory} title={t.noRuns}>
            {t.noRunsWhy}
          </EmptyState>
        ) : undefined
      }
    >
      {(runs) => (
        <Stack>
          <RunProgress runs={runs} />
          <CallBudget path={path} runs={runs} />
          <WideTable label={t.title} head={head} minWidth={960}>
            {runs.map((run) => (
              <RunLine key={run.id} run={run} creditorId={path.creditorId} />
            ))}
          </WideTable>
        </Stack>
      )}
    </QueryStates>
  );
}

function RunLine({ run, creditorId }: { readonly run: Run; readonly creditorId: string }) {
  const t = useTexts(historyTexts);
  const { count, duration } = useFormat();
  const { startedAt, finishedAt, kind, state, failure, failureKind } = run;
  const figures = [
    run.recordsRead,
    run.itemsNew,
    run.itemsChanged,
    run.itemsRefused,
    run.itemsMissing,
    run.calls,
  ];
  return (
    <Table.Tr>
      <Table.Td>
        <Instant at={startedAt} />
      </Table.Td>
      <Table.Td>
        {finishedAt ? duration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000) : '…'}
      </Table.Td>
      <Table.Td>{t.kinds[kind]}</Table.Td>
      {figures.map((figure, column) => (
        // Columns do not move.
        <Table.Td key={column} ta="right">
          {count(figure)}
        </Table.Td>
      ))}
      <Table.Td maw={320}>
        <Badge variant="light" color={COLORS[state]} style={{ textTransform: 'none' }}>
          {t.states[state]}
        </Badge>
        {failure && (
          <Stack gap={2} mt={4} align="flex-start">
            <Text size="sm">{t.failures[failureKind ?? ''] ?? ''}</Text>
            <Text size="xs" c="dimmed" lang="en">
              {failure}
            </Text>
            {failureKind === 'connection-blocked' && (
              <Button
                component={Link}
                to={`/companies/${creditorId}/connection`}
                size="compact-xs"
                variant="default"
              >
                {t.mend}
              </Button>
            )}
          </Stack>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
