import type { Schemas } from '@app/client';
import { Anchor, Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Day } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { caseWords } from '../../i18n/case-words/index.js';
import { taskText, taskWords } from '../../i18n/task-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { useMe } from '../../session/me.js';
import { workListTexts } from './texts/index.js';

export type WorkItem = Schemas['DayWorkItemDto'];

const COLORS: Readonly<Record<WorkItem['kind'], string>> = {
  limitation: 'red',
  objection: 'orange',
  call: 'blue',
  task: 'teal',
  'answer-due': 'yellow',
  ends: 'gray',
};

interface WorkItemCardProps {
  readonly item: WorkItem;
  readonly onEnd: (item: WorkItem) => void;
}

/** One thing to do: where it belongs, whose it is, and for a task the buttons to take it and to end it. */
export function WorkItemCard({ item, onEnd }: WorkItemCardProps) {
  const t = useTexts(workListTexts);
  const words = useTexts(caseWords);
  const tasks = useTexts(taskWords);
  const { email } = useMe();
  const take = useTake(item);
  const {
    kind,
    key,
    title: written,
    creditorId,
    caseId,
    caseReference,
    debtorName,
    creditorName,
    dueOn,
    assignedTo,
    isTask,
  } = item;
  // It ends with yes or no, which the case's page asks for.
  const isQuestion = key?.startsWith('creditor-approves:') === true;
  const ofTask = taskText(tasks, key, written);
  const { title, more } = isTask ? ofTask : { title: t.titles[kind] ?? written };
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ flex: '1 1 260px' }}>
          <Group gap="xs">
            <Badge variant="light" color={COLORS[kind]} style={{ textTransform: 'none' }}>
              {words.work[kind] ?? kind}
            </Badge>
            <Text size="sm" c="dimmed">
              <Day on={dueOn} />
            </Text>
          </Group>
          <Text>{title}</Text>
          {more && (
            <Text size="sm" c="dimmed" lang="en">
              {more}
            </Text>
          )}
          <Text size="sm">
            <Anchor component={Link} to={`/cases/${creditorId}/${caseId}`} size="sm">
              {debtorName} · {caseReference}
            </Anchor>
            <Text span size="sm" c="dimmed">
              {' '}
              {creditorName}
              {assignedTo && ` · ${assignedTo === email ? t.yours : assignedTo}`}
            </Text>
          </Text>
          {take.error && <ProblemAlert error={take.error} />}
        </Stack>
        {isTask && (
          <Group gap="xs">
            {assignedTo !== email && (
              <Button
                size="xs"
                variant="default"
                loading={take.isPending}
                aria-label={`${t.take}: ${title}`}
                onClick={() => take.mutate({ assignedTo: email, reason: t.takenBecause })}
              >
                {t.take}
              </Button>
            )}
            {isQuestion ? (
              <Button
                component={Link}
                to={`/cases/${creditorId}/${caseId}`}
                size="xs"
                aria-label={`${t.answer}: ${title}`}
              >
                {t.answer}
              </Button>
            ) : (
              <Button size="xs" aria-label={`${t.end}: ${title}`} onClick={() => onEnd(item)}>
                {t.end}
              </Button>
            )}
          </Group>
        )}
      </Group>
    </Card>
  );
}

function useTake({ creditorId, caseId, id }: WorkItem) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly assignedTo: string; readonly reason: string }) =>
      hub.POST('/api/v1/creditors/{creditorId}/cases/{caseId}/tasks/{taskId}/move', {
        params: { path: { creditorId, caseId, taskId: id ?? '' } },
        body,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['work-list'] }),
  });
}
