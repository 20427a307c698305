import type { Schemas } from '@app/client';
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Day, Instant } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { taskText, taskWords } from '../../i18n/task-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import { isGrantRequest } from './grant-request.js';
import type { PartProps } from './part-props.js';
import { caseQueries } from './one-case.js';
import { casesTexts } from './texts/index.js';
import { useOrders } from './use-orders.js';

/** What is to be done on a case, and what people wrote down. */
export function TasksAndNotes({ path, onOrder }: PartProps) {
  const t = useTexts(casesTexts);
  const queries = caseQueries(path);
  const tasks = useQuery(queries.tasks);
  const notes = useQuery(queries.notes);
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t.tasks}
        </Title>
        <QueryStates
          query={tasks}
          empty={(all) =>
            all.some(({ state }) => state === 'open') ? undefined : <Text c="dimmed">{t.noTasks}</Text>
          }
        >
          {(all) =>
            all
              .filter(({ state }) => state === 'open')
              .map((task) => <TaskCard key={task.id} task={task} path={path} onOrder={onOrder} />)
          }
        </QueryStates>
      </Stack>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t.notes}
        </Title>
        <QueryStates
          query={notes}
          empty={(all) => (all.length === 0 ? <Text c="dimmed">{t.noNotes}</Text> : undefined)}
        >
          {(all) =>
            all.toReversed().map(({ id, kind, text, at, reachedDebtor }) => (
              <Card key={id} withBorder padding="sm">
                <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>
                <Text size="sm" c="dimmed">
                  {t.noteKinds[kind]}
                  {reachedDebtor && ` · ${t.reachedDebtor}`} · <Instant at={at} />
                </Text>
              </Card>
            ))
          }
        </QueryStates>
      </Stack>
    </Stack>
  );
}

interface TaskCardProps extends PartProps {
  readonly task: Schemas['TaskDto'];
}

/** Something to do, with the buttons to move and to end it. */
function TaskCard({ task, path, onOrder }: TaskCardProps) {
  const t = useTexts(casesTexts);
  const orders = useOrders(path);
  const mayWork = hasCollectorRight(useMe(), 'work-cases');
  const { id, key, title: written, dueOn, assignedTo } = task;
  const { title, more } = taskText(useTexts(taskWords), key, written);
  const ending = isGrantRequest(task) ? 'answerGrant' : 'endTask';
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between">
        <div>
          <Text>{title}</Text>
          {more && (
            <Text size="sm" c="dimmed" lang="en">
              {more}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {t.dueOn} <Day on={dueOn} />
            {assignedTo && ` · ${assignedTo}`}
          </Text>
        </div>
        {mayWork && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              aria-label={`${t.orders.moveTask.title}: ${title}`}
              onClick={() => onOrder(orders.moveTask(id))}
            >
              {t.orders.moveTask.title}
            </Button>
            <Button
              size="xs"
              aria-label={`${t.orders[ending].title}: ${title}`}
              onClick={() => onOrder(orders[ending](id))}
            >
              {t.orders[ending].title}
            </Button>
          </Group>
        )}
      </Group>
    </Card>
  );
}
