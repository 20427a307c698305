import { Alert, Badge, Button, Card, Code, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Instant } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { ConfirmModal } from '../../components/confirm-modal.js';
import { Deliveries } from './deliveries.js';
import { EndpointModal } from './endpoint-modal.js';
import { ShownOnce } from './shown-once.js';
import { developersTexts } from './texts/index.js';
import { type Endpoint, useEndpointOrders } from './use-endpoints.js';

interface EndpointCardProps {
  readonly organisationId: string;
  readonly endpoint: Endpoint;
}

/** One endpoint: how it stands, what it wants, its secrets, and what was sent there. */
export function EndpointCard({ organisationId, endpoint }: EndpointCardProps) {
  const t = useTexts(developersTexts);
  const { id, url, description, types, state, notice, pending, undelivered } = endpoint;
  const orders = useEndpointOrders(organisationId, id);
  const { test, change, rotate, end } = orders;
  const [isEnding, setEnding] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const isActive = state === 'active';
  const openChange = (): void => {
    change.reset();
    setChanging(true);
  };
  // What a test said was of the address before.
  const changed = (): void => {
    test.reset();
    setChanging(false);
  };
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Stack gap={2} style={{ minWidth: 0 }}>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {url}
            </Text>
            <Text size="sm" c="dimmed">
              {[description, types.length === 0 ? t.allTypes : types.join(', ')].filter(Boolean).join(' · ')}
            </Text>
          </Stack>
          <Badge variant="light" color={isActive ? 'teal' : 'gray'} style={{ textTransform: 'none' }}>
            {t.endpointStates[state]}
          </Badge>
        </Group>
        {notice && (
          <Alert color="yellow" title={t.notices[notice].title}>
            <Stack gap="xs" align="flex-start">
              <Text size="sm">{t.notices[notice].remedy}</Text>
              <Button size="xs" variant="default" onClick={() => change.mutate({ noticeSeen: true })}>
                {t.seen}
              </Button>
            </Stack>
          </Alert>
        )}
        {rotate.data && (
          <ShownOnce title={t.secretMade} secret={rotate.data.secret} onDone={() => rotate.reset()} />
        )}
        {test.data && (
          <Alert
            color={test.data.outcome === 'delivered' ? 'teal' : 'yellow'}
            title={t.outcomes[test.data.outcome]}
            role="status"
          >
            {test.data.status !== null && <Code>{test.data.status}</Code>}
          </Alert>
        )}
        {[test, rotate, end, orders.removeSecret, ...(isChanging ? [] : [change])].map(({ error }, order) =>
          // Orders do not move.
          error ? <ProblemAlert key={order} error={error} /> : null,
        )}
        <Text size="sm">
          {t.counts(pending, undelivered)} {t.lastDelivered} <Instant at={endpoint.lastDeliveredAt} />
        </Text>
        <Secrets endpoint={endpoint} orders={orders} />
        <Group gap="xs">
          <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t.test}
          </Button>
          <Button size="xs" variant="default" onClick={openChange}>
            {t.change}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate({ state: isActive ? 'disabled' : 'active' })}
          >
            {isActive ? t.disable : t.enable}
          </Button>
          <Button size="xs" variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
            {t.newSecret}
          </Button>
          <Button size="xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t.deliveries}
          </Button>
          <Button size="xs" variant="subtle" color="red" onClick={() => setEnding(true)}>
            {t.end}
          </Button>
        </Group>
        {isOpen && <Deliveries organisationId={organisationId} endpoint={endpoint} replay={orders.replay} />}
      </Stack>
      {isChanging && (
        <EndpointModal
          title={t.changeEndpoint}
          submit={t.save}
          begun={{ url, description, types }}
          isPending={change.isPending}
          error={change.error}
          onSubmit={(wish) => change.mutate(wish, { onSuccess: changed })}
          onClose={() => setChanging(false)}
        />
      )}
      {isEnding && (
        <ConfirmModal
          title={t.endEndpoint}
          lead={t.endEndpointLead}
          submit={t.end}
          isPending={end.isPending}
          error={end.error}
          onSubmit={() => end.mutate()}
          onClose={() => setEnding(false)}
        />
      )}
    </Card>
  );
}

interface SecretsProps {
  readonly endpoint: Endpoint;
  readonly orders: ReturnType<typeof useEndpointOrders>;
}

/** While one secret takes another's place there are two, and the older one is removed here. */
function Secrets({ endpoint: { secrets }, orders: { removeSecret } }: SecretsProps) {
  const t = useTexts(developersTexts);
  if (secrets.length < 2) return null;
  return (
    <Stack gap={4}>
      <Text size="sm">{t.twoSecrets}</Text>
      {secrets.map(({ id, madeAt }) => (
        <Group key={id} gap="xs">
          <Text size="sm">
            {t.secretOf} <Instant at={madeAt} />
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            loading={removeSecret.isPending && removeSecret.variables === id}
            onClick={() => removeSecret.mutate(id)}
          >
            {t.remove}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
