import type { HubClient } from '@app/client';
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { DebtorPageAnswer } from './debtor-hub.js';
import { debtorTexts } from './texts/index.js';

interface PlanCardProps {
  readonly plan: NonNullable<DebtorPageAnswer['plan']>;
  readonly client: HubClient;
  readonly onChanged: () => Promise<void>;
}

/** The instalments; while they are an offer, with a yes and a no of equal ease. */
export function PlanCard({ plan, client, onChanged }: PlanCardProps) {
  const t = useTexts(debtorTexts);
  const params = { path: { planId: plan.id } };
  const say = useMutation({
    mutationFn: (yes: boolean) =>
      yes
        ? client.POST('/api/v1/debtor-page/plans/{planId}/accept', { params })
        : client.POST('/api/v1/debtor-page/plans/{planId}/decline', { params }),
    onSuccess: onChanged,
  });
  const isOffer = plan.state === 'proposed';
  return (
    <Card withBorder padding="lg">
      <Stack gap="xs">
        <Title order={2} size="h4">
          {isOffer ? t.planOffer : t.planRunning}
        </Title>
        {isOffer && <Text>{t.planOfferLead}</Text>}
        {plan.instalments.map(({ number, dueOn, amount, paid }) => (
          <Group key={number} justify="space-between">
            <Day on={dueOn} />
            <Text>
              <Amount of={amount} />
              {paid.amount === amount.amount && ` (${t.paid})`}
            </Text>
          </Group>
        ))}
        {say.error && <ProblemAlert error={say.error} />}
        {isOffer && (
          <Group grow mt="xs">
            <Button onClick={() => say.mutate(true)} loading={say.isPending}>
              {t.yes}
            </Button>
            <Button variant="default" onClick={() => say.mutate(false)} disabled={say.isPending}>
              {t.no}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
