import { Button, FileButton, Progress, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { BANK_FILES_KEY } from './files-query.js';
import { bankFilesTexts } from './texts/index.js';
import { handIn } from './upload.js';

interface Sending {
  readonly name: string;
  readonly share: number;
}

/** Hands files in one after the other; the first that is not taken ends it, and those before it stand in the list. */
export function HandIn() {
  const t = useTexts(bankFilesTexts);
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending>();
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const { name } = file;
        setSending({ name, share: 0 });
        await handIn(file, (share) => setSending({ name, share }));
        await queries.invalidateQueries({ queryKey: [BANK_FILES_KEY] });
      }
    },
    onSettled: () => setSending(undefined),
  });
  return (
    <Stack gap="sm" align="flex-start">
      <FileButton multiple onChange={(files) => files.length > 0 && upload.mutate(files)}>
        {(props) => (
          <Button {...props} leftSection={<IconUpload size={16} />} loading={upload.isPending}>
            {t.choose}
          </Button>
        )}
      </FileButton>
      {sending && (
        <Stack gap={4} w="100%" maw={480} role="status">
          <Text size="sm">{t.sending(sending.name)}</Text>
          <Progress value={sending.share * 100} size="lg" animated aria-label={t.sending(sending.name)} />
        </Stack>
      )}
      {upload.error && <ProblemAlert error={upload.error} />}
    </Stack>
  );
}
