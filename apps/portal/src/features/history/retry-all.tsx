import { answer } from '@app/client';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Instant } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { hasRight, useMe } from '../../session/me.js';
import { historyTexts } from './texts/index.js';

const LOOK_EVERY_MS = 2_000;
const route = '/api/v1/creditors/{creditorId}/refused-records/retry';

interface RetryAllProps {
  readonly creditorId: string;
  /** There is something that can be tried again. */
  readonly isOffered: boolean;
}

/** Another try for all that was set aside; how far it is, and what came of it. */
export function RetryAll({ creditorId, isOffered }: RetryAllProps) {
  const t = useTexts(historyTexts);
  const { count } = useFormat();
  const queries = useQueryClient();
  const mayConnect = hasRight(useMe(), 'connect');
  const params = { path: { creditorId } };
  const key = ['refused-retry', creditorId];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => answer(hub.GET(route, { params })),
    refetchInterval: ({ state }) => (state.data && state.data.waiting > 0 ? LOOK_EVERY_MS : false),
  });
  const retry = useMutation({
    mutationFn: () => answer(hub.POST(route, { params })),
    onSuccess: (progress) => queries.setQueryData(key, progress),
  });
  const waiting = data?.waiting ?? 0;
  const waited = useRef(waiting);
  useEffect(() => {
    if (waited.current !== waiting)
      void queries.invalidateQueries({ queryKey: ['refused-records', creditorId] });
    waited.current = waiting;
  }, [waiting, queries, creditorId]);
  return (
    <Stack gap="xs" align="flex-start">
      {mayConnect && isOffered && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={retry.isPending || waiting > 0}
          onClick={() => retry.mutate()}
        >
          {t.tryAll}
        </Button>
      )}
      {retry.error && <ProblemAlert error={retry.error} />}
      {data && data.askedAt !== null && (
        <Alert
          w="100%"
          role="status"
          color={waiting > 0 ? 'blue' : data.stillRefused > 0 ? 'orange' : 'teal'}
          title={
            waiting > 0 ? t.trying(count(waiting)) : t.tried(count(data.ended), count(data.stillRefused))
          }
        >
          <Text size="sm">
            {t.askedAt} <Instant at={data.askedAt} />
          </Text>
          {data.failure !== null && (
            <Text size="sm">
              {t.notTried} <span lang="en">{data.failure}</span>
            </Text>
          )}
        </Alert>
      )}
    </Stack>
  );
}
