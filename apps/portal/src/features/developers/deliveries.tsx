import { Badge, Button, Code, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Instant } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { WideTable } from '../../components/wide-table.js';
import { useTexts } from '../../i18n/use-texts.js';
import { ReplayRange } from './replay-range.js';
import { developersTexts } from './texts/index.js';
import { deliveriesQuery, type Endpoint, type useEndpointOrders } from './use-endpoints.js';

const COLORS = { pending: 'blue', delivered: 'teal', undelivered: 'red', cancelled: 'gray' } as const;

interface DeliveriesProps {
  readonly organisationId: string;
  readonly endpoint: Endpoint;
  readonly replay: ReturnType<typeof useEndpointOrders>['replay'];
}

/** The newest events for an endpoint, and what became of each. */
export function Deliveries({ organisationId, endpoint: { id, url, state }, replay }: DeliveriesProps) {
  const t = useTexts(developersTexts);
  const query = useQuery(deliveriesQuery(organisationId, id));
  return (
    <Stack gap="xs">
      {replay.error && <ProblemAlert error={replay.error} />}
      {state === 'active' && <ReplayRange replay={replay} />}
      {replay.data && (
        <Text size="sm" role="status">
          {t.replayed(replay.data.events)}
        </Text>
      )}
      <QueryStates
        query={query}
        empty={(rows) =>
          rows.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t.noDeliveries}
            </Text>
          ) : undefined
        }
      >
        {(rows) => (
          <WideTable label={`${t.deliveries}: ${url}`} head={[t.event, t.state, t.attempts, t.nextTry, '']}>
            {rows.map((row) => (
              <Table.Tr key={row.sequence}>
                <Table.Td>
                  {row.sequence} <Code>{row.type}</Code>
                </Table.Td>
                <Table.Td maw={280}>
                  <Badge variant="light" color={COLORS[row.state]} style={{ textTransform: 'none' }}>
                    {t.deliveryStates[row.state]}
                  </Badge>
                  {row.state !== 'delivered' && row.note && (
                    <Text size="xs" c="dimmed" lang="en">
                      {row.note}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{row.attempts}</Table.Td>
                <Table.Td>
                  <Instant at={row.nextAttemptAt} />
                </Table.Td>
                <Table.Td>
                  {state === 'active' && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`${t.sendAgain}: ${row.sequence}`}
                      loading={replay.isPending && replay.variables.eventId === row.eventId}
                      onClick={() => replay.mutate({ eventId: row.eventId })}
                    >
                      {t.sendAgain}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
        )}
      </QueryStates>
    </Stack>
  );
}
