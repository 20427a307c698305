import { Code, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryStates } from '../../components/list-page.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { setAsideQuery } from './files-query.js';
import { bankFilesTexts } from './texts/index.js';

interface SetAsideModalProps {
  readonly fileId: string;
  readonly onClose: () => void;
}

/** Records that could not be used, as they stand in the file. */
export function SetAsideModal({ fileId, onClose }: SetAsideModalProps) {
  const t = useTexts(bankFilesTexts);
  const { count } = useFormat();
  const query = useQuery(setAsideQuery(fileId));
  return (
    <Modal opened onClose={onClose} title={t.setAsideTitle} size="lg">
      <Stack>
        <Text>{t.setAsideLead}</Text>
        <QueryStates query={query}>
          {(records) => (
            <Stack>
              {records.map(({ number, line, reason, field, rawText }) => (
                <Stack key={number} gap={4}>
                  <Text size="sm" fw={600}>
                    {t.onLine(count(line))} ·{' '}
                    <span lang="en">{[reason, field].filter(Boolean).join(', ')}</span>
                  </Text>
                  <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {rawText}
                  </Code>
                </Stack>
              ))}
            </Stack>
          )}
        </QueryStates>
      </Stack>
    </Modal>
  );
}
