import { answer } from '@app/client';
import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconScale } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCreditorId } from '../../components/company-connections.js';
import { Instant } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { ListPage } from '../../components/list-page.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { hasRight, useMe } from '../../session/me.js';
import { DifferenceCard } from './difference-card.js';
import { DIFFERENCES_KEY } from './use-difference-orders.js';
import { differencesTexts } from './texts/index.js';

const LIST_MAX = 200;
const LOOK_EVERY_MS = 3_000;

const runsQuery = (creditorId: string) =>
  queryOptions({
    queryKey: ['reconciliations', creditorId],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/reconciliations', { params: { path: { creditorId } } })),
    refetchInterval: ({ state: { data } }) => (data?.[0]?.state === 'running' ? LOOK_EVERY_MS : false),
  });

/** What does not agree, each with its evidence and what can be done. */
export default function DifferencesPage() {
  const t = useTexts(differencesTexts);
  const creditorId = useCreditorId();
  const runs = useQuery(runsQuery(creditorId));
  const [last] = runs.data ?? [];
  const query = useQuery({
    // With each finished run the list is another one.
    queryKey: [DIFFERENCES_KEY, creditorId, last?.id, last?.state],
    queryFn: async () =>
      (
        await answer(
          hub.GET('/api/v1/creditors/{creditorId}/differences', {
            params: { path: { creditorId }, query: { limit: LIST_MAX } },
          }),
        )
      ).differences,
    enabled: !runs.isPending,
  });
  return (
    <ListPage
      title={t.title}
      lead={t.lead}
      actions={<Compare creditorId={creditorId} />}
      query={query}
      filters={
        <Text size="sm" c="dimmed">
          {last ? (
            <>
              {t.last}: <Instant at={last.startedAt} /> · {t.compared(last.claimsCompared)}
            </>
          ) : (
            t.never
          )}
        </Text>
      }
      empty={(differences) =>
        differences.length === 0 ? (
          <EmptyState icon={IconScale} title={t.noneTitle}>
            {t.none}
          </EmptyState>
        ) : undefined
      }
    >
      {(differences) => (
        <Stack>
          {differences.map((difference) => (
            <DifferenceCard key={difference.id} creditorId={creditorId} difference={difference} />
          ))}
        </Stack>
      )}
    </ListPage>
  );
}

function Compare({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(differencesTexts);
  const queries = useQueryClient();
  const mayApprove = hasRight(useMe(), 'approve');
  const compare = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/reconciliations', { params: { path: { creditorId } } }),
      ),
    onSuccess: () => {
      notifications.show({ message: t.ordered });
      return queries.invalidateQueries({ queryKey: runsQuery(creditorId).queryKey });
    },
  });
  if (!mayApprove) return null;
  return (
    <Stack gap="xs">
      <Button
        variant="default"
        leftSection={<IconScale size={16} />}
        loading={compare.isPending}
        onClick={() => compare.mutate()}
      >
        {t.compare}
      </Button>
      {compare.error && <ProblemAlert error={compare.error} />}
    </Stack>
  );
}
