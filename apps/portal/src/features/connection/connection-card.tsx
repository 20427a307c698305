import { Alert, Badge, Button, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Instant } from '../../components/day.js';
import { Findings } from '../../components/findings.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Connection, ConnectionPath } from '../../session/connections.js';
import { hasRight, useMe } from '../../session/me.js';
import { connectionTexts } from './texts/index.js';
import { useSteps } from './use-steps.js';

const COLORS = { 'setting-up': 'blue', active: 'teal', paused: 'gray', blocked: 'red' } as const;

interface ConnectionCardProps {
  readonly path: ConnectionPath;
  readonly connection: Connection;
}

/** The connection's health, and what a person may do with it. */
export function ConnectionCard({ path, connection }: ConnectionCardProps) {
  const t = useTexts(connectionTexts);
  const mayConnect = hasRight(useMe(), 'connect');
  const step = useSteps(path);
  const { state, health, preflight, preflightAt, connectorKey, companyKey } = connection;
  return (
    <Stack maw={900}>
      <Card withBorder padding="lg">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          <Fact label={t.state}>
            <Badge variant="light" color={COLORS[state]} style={{ textTransform: 'none' }}>
              {t.states[state]}
            </Badge>
          </Fact>
          <Fact label={t.company}>
            {connectorKey} · {companyKey}
          </Fact>
          <Fact label={t.verified}>
            <Instant at={health.verifiedAt} />
          </Fact>
          <Fact label={t.lastRead}>
            <Instant at={health.lastSuccessAt} />
          </Fact>
          <Fact label={t.next}>
            <Instant at={health.nextSyncAt} />
          </Fact>
          <Fact label={t.lastFailure}>
            <Instant at={health.lastFailureAt} />
            {health.lastFailure && (
              <Text size="sm" c="dimmed" lang="en">
                {health.lastFailure}
              </Text>
            )}
          </Fact>
        </SimpleGrid>
      </Card>
      {state !== 'blocked' && preflightAt !== null && preflight.length === 0 && (
        <Alert color="teal" icon={<IconCircleCheck />}>
          {t.allRight}
        </Alert>
      )}
      <Findings findings={preflight} />
      {step.error && <ProblemAlert error={step.error} />}
      {mayConnect && (
        <Group>
          <Button variant="default" loading={step.isPending} onClick={() => step.mutate('preflight')}>
            {t.checkAgain}
          </Button>
          <Button component={Link} variant="default" to={`/connect/${path.creditorId}/${path.connectionId}`}>
            {t.setUp}
          </Button>
          {state === 'active' && (
            <Button variant="default" loading={step.isPending} onClick={() => step.mutate('pause')}>
              {t.pause}
            </Button>
          )}
          {state === 'paused' && (
            <Button loading={step.isPending} onClick={() => step.mutate('resume')}>
              {t.resume}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="div">{children}</Text>
    </Stack>
  );
}
