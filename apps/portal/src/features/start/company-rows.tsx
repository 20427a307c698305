import { Anchor, Badge, Card, Grid, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Distance } from '../../components/day.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Company, CompanyConnection } from '../../session/companies.js';
import { startTexts } from './texts/index.js';
import { AllWell, ToDoLine } from './to-do-line.js';

const STATE_COLORS = { 'setting-up': 'blue', active: 'teal', paused: 'gray', blocked: 'red' } as const;

interface CompanyRowsProps {
  readonly companies: readonly Company[];
  /** The hub's time: ages are counted from it. */
  readonly asOf: string;
}

export function CompanyRows({ companies, asOf }: CompanyRowsProps) {
  return companies.map((company) => <CompanyRow key={company.creditorId} company={company} asOf={asOf} />);
}

function CompanyRow({ company, asOf }: { readonly company: Company; readonly asOf: string }) {
  const t = useTexts(startTexts);
  const { count } = useFormat();
  const { creditorId, name, organisationNumber, connections, toDo, inCollection } = company;
  return (
    <Card withBorder padding="md" data-testid="company">
      <Grid gap="md" align="flex-start">
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <Stack gap={2}>
            <Anchor component={Link} to={`/companies/${creditorId}`} fw={600} c="inherit">
              {name}
            </Anchor>
            <Text size="sm" c="dimmed">
              {organisationNumber}
            </Text>
            {inCollection > 0 && (
              <Text size="sm" c="dimmed">
                {t.inCollection}: {count(inCollection)}
              </Text>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <Stack gap={6}>
            {toDo.length === 0 && <AllWell />}
            {toDo.map((each) => (
              <ToDoLine key={`${each.code}${each.connectionId ?? ''}`} company={company} toDo={each} />
            ))}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 3 }}>
          <Stack gap="xs">
            {connections.map((connection) => (
              <ConnectionFacts key={connection.connectionId} connection={connection} asOf={asOf} />
            ))}
          </Stack>
        </Grid.Col>
      </Grid>
    </Card>
  );
}

function ConnectionFacts({
  connection,
  asOf,
}: {
  readonly connection: CompanyConnection;
  readonly asOf: string;
}) {
  const t = useTexts(startTexts);
  const { ledger, state, lastSuccessAt, nextSyncAt } = connection;
  return (
    <Stack gap={2}>
      <Group gap={8}>
        <Text size="sm">{ledger}</Text>
        <Badge size="sm" variant="light" color={STATE_COLORS[state]} style={{ textTransform: 'none' }}>
          {t.states[state]}
        </Badge>
      </Group>
      <Text size="xs" c="dimmed">
        {t.data}: {lastSuccessAt ? <Distance at={lastSuccessAt} from={asOf} /> : t.never}
      </Text>
      {nextSyncAt && (
        <Text size="xs" c="dimmed">
          {t.nextRun}: <Distance at={nextSyncAt} from={asOf} />
        </Text>
      )}
    </Stack>
  );
}
