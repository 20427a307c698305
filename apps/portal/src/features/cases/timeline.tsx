import { Stack, Text, Timeline as Line } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Instant } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { caseWords } from '../../i18n/case-words/index.js';
import { taskText, taskWords } from '../../i18n/task-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { type CasePath, caseQueries } from './one-case.js';
import { casesTexts } from './texts/index.js';

/** Everything that happened, the newest first. */
export function Timeline({ path }: { readonly path: CasePath }) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const query = useQuery(caseQueries(path).timeline);
  return (
    <QueryStates query={query}>
      {(events) => (
        <Line bulletSize={12} lineWidth={2}>
          {events.toReversed().map(({ sequence, kind, detail, actor, at }) => (
            <Line.Item key={sequence} title={words.events[kind] ?? words.letters[kind] ?? kind}>
              <Stack gap={0}>
                <Detail detail={detail} />
                <Text size="sm" c="dimmed">
                  <Instant at={at} /> · {actor === 'system' ? t.bySystem : t.byPerson}
                </Text>
              </Stack>
            </Line.Item>
          ))}
        </Line>
      )}
    </QueryStates>
  );
}

/** The words that say most: which step or letter it was, and why. */
function Detail({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const words = useTexts(caseWords);
  const tasks = useTexts(taskWords);
  const { key, title } = detail;
  const task =
    typeof key === 'string' && typeof title === 'string' ? { title: taskText(tasks, key, title).title } : {};
  const whole: Readonly<Record<string, unknown>> = { ...detail, ...task };
  const told = ['step', 'kind', 'title', 'reason', 'text', 'holds'].flatMap((name) =>
    [whole[name]].flat().flatMap((value: unknown) => {
      if (typeof value !== 'string' || value === '') return [];
      return [
        words.steps[value] ?? words.letters[value] ?? words.lines[value] ?? words.holds[value] ?? value,
      ];
    }),
  );
  return told.length === 0 ? null : <Text size="sm">{[...new Set(told)].join(' · ')}</Text>;
}
