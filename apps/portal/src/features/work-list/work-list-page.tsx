import { answer, type Schemas } from '@app/client';
import { Alert, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Day } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { ListPage } from '../../components/list-page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { useMe } from '../../session/me.js';
import { EndTaskModal } from './end-task-modal.js';
import { workListTexts } from './texts/index.js';
import { type WorkItem, WorkItemCard } from './work-item-card.js';

const WORK_MAX = 200;
const LOOK_EVERY_MS = 60_000;
const WHOSE = ['all', 'mine'] as const;
type Whose = (typeof WHOSE)[number];

/** Looked at again by itself: colleagues take tasks, too. */
const workQuery = (assignedTo: string | undefined) =>
  queryOptions({
    queryKey: ['work-list', assignedTo ?? ''],
    queryFn: () =>
      answer(
        hub.GET('/api/v1/me/work-list', {
          params: { query: { limit: WORK_MAX, ...(assignedTo === undefined ? {} : { assignedTo }) } },
        }),
      ),
    refetchInterval: LOOK_EVERY_MS,
  });

/** Tasks, calls and deadlines that run out, over all creditors: what is late first, then today's. */
export default function WorkListPage() {
  const t = useTexts(workListTexts);
  const me = useMe();
  const navigate = useNavigate();
  const { whose: asked } = useSearch({ strict: false }) as { whose?: unknown };
  const whose: Whose = WHOSE.find((each) => each === asked) ?? 'all';
  const query = useQuery(workQuery(whose === 'mine' ? me.email : undefined));
  const [ending, setEnding] = useState<WorkItem>();
  return (
    <ListPage
      title={t.title}
      lead={t.lead}
      query={query}
      filters={
        <SegmentedControl
          value={whose}
          onChange={(next) => void navigate({ to: '.', search: { whose: next } as never, replace: true })}
          data={WHOSE.map((value) => ({ value, label: t.whose[value] }))}
          style={{ alignSelf: 'flex-start' }}
        />
      }
      empty={({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={IconChecks} title={t.noneTitle}>
            {t.none}
          </EmptyState>
        ) : undefined
      }
    >
      {(work) => (
        <Stack gap="lg">
          {work.hasMore && <Alert color="blue">{t.more(WORK_MAX)}</Alert>}
          <Days work={work} onEnd={setEnding} />
          {ending && <EndTaskModal item={ending} onClose={() => setEnding(undefined)} />}
        </Stack>
      )}
    </ListPage>
  );
}

interface DaysProps {
  readonly work: Schemas['DayWorkDto'];
  readonly onEnd: (item: WorkItem) => void;
}

function Days({ work: { today, items }, onEnd }: DaysProps) {
  const t = useTexts(workListTexts);
  const parts = [
    { name: t.late, found: items.filter(({ dueOn }) => dueOn < today) },
    { name: t.today, found: items.filter(({ dueOn }) => dueOn === today) },
    { name: t.soon, found: items.filter(({ dueOn }) => dueOn > today) },
  ];
  return parts
    .filter(({ found }) => found.length > 0)
    .map(({ name, found }) => (
      <Stack key={name} gap="xs">
        <Group gap="xs" align="baseline">
          <Title order={2} size="h4">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {name === t.today ? <Day on={today} /> : t.count(found.length)}
          </Text>
        </Group>
        {found.map((item) => (
          <WorkItemCard key={`${item.caseId}${item.id ?? ''}${item.kind}`} item={item} onEnd={onEnd} />
        ))}
      </Stack>
    ));
}
