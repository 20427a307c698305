import { Accordion, Badge, Button, Card, Code, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Amount } from '../../components/amount.js';
import { ReasonModal } from '../../components/reason-modal.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasRight, useMe } from '../../session/me.js';
import { differencesTexts } from './texts/index.js';
import {
  ACTIONS_HERE,
  type Difference,
  type DifferenceOrder,
  useDifferenceOrders,
} from './use-difference-orders.js';

const COLORS = { open: 'orange', explained: 'blue', 'action-taken': 'blue', cleared: 'teal' } as const;

interface DifferenceCardProps {
  readonly creditorId: string;
  readonly difference: Difference;
}

export function DifferenceCard({ creditorId, difference }: DifferenceCardProps) {
  const t = useTexts(differencesTexts);
  const mayApprove = hasRight(useMe(), 'approve');
  const { id, kind, state, currency, ledger, expected, clientMoney, ageDays, remedy, evidence, actions } =
    difference;
  const [wanted, setWanted] = useState<DifferenceOrder>();
  const send = useDifferenceOrders(creditorId, id);
  const money = (amount: string | null) => (amount === null ? t.gone : <Amount of={{ amount, currency }} />);
  return (
    <Card withBorder padding="lg">
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t.kinds[kind]}
          </Title>
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t.age(ageDays)}
            </Text>
            <Badge variant="light" color={COLORS[state]} style={{ textTransform: 'none' }}>
              {t.states[state]}
            </Badge>
          </Group>
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Fact label={t.ledger}>{money(ledger)}</Fact>
          <Fact label={t.expected}>{money(expected)}</Fact>
          {clientMoney !== null && <Fact label={t.clientMoney}>{money(clientMoney)}</Fact>}
        </SimpleGrid>
        <Text size="sm">
          <strong>{t.remedy}</strong> <span lang="en">{remedy}</span>
        </Text>
        <Accordion variant="contained">
          <Accordion.Item value="evidence">
            <Accordion.Control>{t.evidence}</Accordion.Control>
            <Accordion.Panel>
              <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {JSON.stringify(evidence, null, 2)}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        {mayApprove && (
          <Group>
            {ACTIONS_HERE.filter((action) => actions.includes(action)).map((action) => (
              <Button key={action} variant="light" onClick={() => setWanted(action)}>
                {t.actions[action]}
              </Button>
            ))}
            {actions.includes('retry-write-back') && (
              <Button component={Link} to={`/companies/${creditorId}/postings`} variant="default">
                {t.toBookings}
              </Button>
            )}
            <Button variant="default" onClick={() => setWanted('explain')}>
              {t.explain}
            </Button>
          </Group>
        )}
      </Stack>
      {wanted && (
        <ReasonModal
          title={wanted === 'explain' ? t.explainTitle : t.actions[wanted]}
          lead={wanted === 'explain' ? t.explainLead : t.actLead}
          label={wanted === 'explain' ? t.explanation : t.reason}
          submit={wanted === 'explain' ? t.explain : t.actions[wanted]}
          isPending={send.isPending}
          error={send.error}
          onSubmit={(reason) =>
            send.mutate({ order: wanted, reason }, { onSuccess: () => setWanted(undefined) })
          }
          onClose={() => setWanted(undefined)}
        />
      )}
    </Card>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fw={600} component="div">
        {children}
      </Text>
    </Stack>
  );
}
