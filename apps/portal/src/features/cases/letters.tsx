import { Anchor, Card, Group, Spoiler, Stack, Text } from '@mantine/core';
import { IconFileTypePdf, IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Day, Instant } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { QueryStates } from '../../components/list-page.js';
import { caseWords } from '../../i18n/case-words/index.js';
import { letterNote, taskWords } from '../../i18n/task-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { type CasePath, caseQueries } from './one-case.js';
import { casesTexts } from './texts/index.js';

/** Letters and messages as they were sent, the newest first; each with its text, and its document where there is one. */
export function CaseLetters({ path }: { readonly path: CasePath }) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const notes = useTexts(taskWords);
  const query = useQuery(caseQueries(path).letters);
  return (
    <QueryStates
      query={query}
      empty={(letters) =>
        letters.length === 0 ? <EmptyState icon={IconMail} title={t.noLetters} /> : undefined
      }
    >
      {(letters) => (
        <Stack>
          {letters.toReversed().map((letter) => (
            <Card key={letter.id} withBorder padding="md">
              <Stack gap="xs">
                <Group justify="space-between" align="flex-start">
                  <div>
                    <Text fw={600}>
                      {words.steps[letter.kind] ?? words.letters[letter.kind] ?? letter.kind}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {words.channels[letter.channel] ?? letter.channel} ·{' '}
                      {words.letterStates[letter.state] ?? letter.state}
                      {letter.sentAt && (
                        <>
                          {' '}
                          <Instant at={letter.sentAt} />
                        </>
                      )}
                      {letter.deadlineOn && (
                        <>
                          {' · '}
                          {t.deadline} <Day on={letter.deadlineOn} />
                        </>
                      )}
                    </Text>
                  </div>
                  {letter.hasDocument && (
                    <Anchor
                      href={`/api/v1/creditors/${path.creditorId}/cases/${path.caseId}/letters/${letter.id}/pdf`}
                      target="_blank"
                      rel="noreferrer"
                      size="sm"
                    >
                      <Group gap={4} component="span">
                        <IconFileTypePdf size={16} aria-hidden />
                        {t.openPdf}
                      </Group>
                    </Anchor>
                  )}
                </Group>
                {letter.note && <Text size="sm">{letterNote(notes, letter.note)}</Text>}
                <Spoiler maxHeight={72} showLabel={t.showText} hideLabel={t.hideText}>
                  <Text size="sm" lang={letter.language} style={{ whiteSpace: 'pre-wrap' }}>
                    {letter.text}
                  </Text>
                </Spoiler>
              </Stack>
            </Card>
          ))}
        </Stack>
      )}
    </QueryStates>
  );
}
