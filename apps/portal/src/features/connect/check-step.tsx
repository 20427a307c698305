import { answer } from '@app/client';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Findings } from '../../components/findings.js';
import { LoadingState } from '../../components/loading-state.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { type Connection, connectionQuery, type ConnectionPath } from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import { connectTexts } from './texts/index.js';

interface CheckStepProps {
  readonly path: ConnectionPath;
  readonly connection: Connection;
  readonly onNext: () => void;
}

/** Asks the ledger what must be mended, the first time by itself. */
export function CheckStep({ path, connection, onNext }: CheckStepProps) {
  const t = useTexts(connectTexts);
  const common = useTexts(commonTexts);
  const queries = useQueryClient();
  const check = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/connections/{connectionId}/preflight', { params: { path } }),
      ),
    onSuccess: (result) => queries.setQueryData(connectionQuery(path).queryKey, result.connection),
  });
  const begun = useRef(false);
  const { mutate } = check;
  const isFirst = connection.preflightAt === null;
  useEffect(() => {
    if (!isFirst || begun.current) return;
    begun.current = true;
    mutate();
  }, [isFirst, mutate]);
  const findings = connection.preflight;
  const isBlocking = findings.some(({ severity }) => severity === 'blocks-pull');
  return (
    <Stack>
      <Text c="dimmed">{check.isPending ? t.checking : t.checkLead}</Text>
      {check.error && <ProblemAlert error={check.error} onRetry={() => mutate()} />}
      {check.isPending && <LoadingState rows={2} />}
      {!check.isPending && connection.preflightAt !== null && (
        <>
          {findings.length === 0 && (
            <Alert color="teal" icon={<IconCircleCheck />}>
              {t.allRight}
            </Alert>
          )}
          <Findings findings={findings} />
          {isBlocking && <Text size="sm">{t.mendFirst}</Text>}
        </>
      )}
      <Group>
        <Button onClick={onNext} disabled={connection.preflightAt === null || isBlocking}>
          {common.next}
        </Button>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={check.isPending}
          onClick={() => mutate()}
        >
          {t.checkAgain}
        </Button>
      </Group>
    </Stack>
  );
}
