import { Badge, Button, Card, List, Stack, Text, Title } from '@mantine/core';
import { Day } from '../../components/day.js';
import { caseWords } from '../../i18n/case-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import type { PartProps } from './part-props.js';
import { type Case, holdsOf } from './one-case.js';
import { useOrders } from './use-orders.js';
import { casesTexts } from './texts/index.js';

const COLORS: Readonly<Record<string, string>> = { due: 'teal', wait: 'blue', held: 'yellow', done: 'gray' };

/** What comes next, from which day, and every reason that holds it until then. */
export function NextStepCard({ of, path, onOrder }: PartProps & { readonly of: Case }) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const orders = useOrders(path);
  const mayWork = hasCollectorRight(useMe(), 'work-cases');
  const { outcome, step, on, why } = of.nextStep;
  const holds = holdsOf(why);
  const asksForYes = holds.some(({ reason }) => reason === 'person-must-approve');
  return (
    <Card withBorder padding="lg">
      <Stack gap="xs" align="flex-start">
        <Title order={2} size="h5">
          {t.nextStep}
        </Title>
        {of.state === 'closed' ? (
          <Text>
            {words.states['closed']}
            {of.closedBy && `: ${words.closedBy[of.closedBy] ?? of.closedBy}`}
          </Text>
        ) : (
          <>
            <Text fw={600}>{step ? (words.steps[step] ?? step) : t.noStep}</Text>
            {outcome && (
              <Badge variant="light" color={COLORS[outcome] ?? 'gray'} style={{ textTransform: 'none' }}>
                {t.outcomes[outcome] ?? outcome}
              </Badge>
            )}
            {on && (
              <Text size="sm">
                {t.earliest} <Day on={on} />
              </Text>
            )}
          </>
        )}
        {of.state !== 'closed' && holds.length > 0 && (
          <>
            <Text size="sm" c="dimmed">
              {t.heldBy}:
            </Text>
            <List size="sm">
              {holds.map(({ reason, changesOn }, place) => (
                <List.Item key={`${reason}${place}`}>
                  {words.holds[reason] ?? reason}
                  {changesOn && (
                    <>
                      {' '}
                      ({t.until} <Day on={changesOn} />)
                    </>
                  )}
                </List.Item>
              ))}
            </List>
          </>
        )}
        {mayWork && asksForYes && step && (
          <Button size="xs" variant="light" onClick={() => onOrder(orders.approveStep(step))}>
            {t.orders.approveStep.title}
          </Button>
        )}
      </Stack>
    </Card>
  );
}
