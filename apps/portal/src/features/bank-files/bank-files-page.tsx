import { Stack } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '../../components/empty-state.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { WideTable } from '../../components/wide-table.js';
import { useTexts } from '../../i18n/use-texts.js';
import { FileLine } from './file-line.js';
import { filesQuery } from './files-query.js';
import { HandIn } from './hand-in.js';
import { bankFilesTexts } from './texts/index.js';

/** What banks have told: each file with its state, and what of it could not be used. */
export default function BankFilesPage() {
  const t = useTexts(bankFilesTexts);
  const query = useInfiniteQuery(filesQuery);
  const rows = query.data?.pages.flatMap(({ files }) => files);
  return (
    <Page title={t.title} lead={t.lead}>
      <Stack>
        <HandIn />
        <PagedStates
          query={query}
          rows={rows}
          empty={
            <EmptyState icon={IconFileImport} title={t.noneTitle}>
              {t.none}
            </EmptyState>
          }
        >
          {(files) => (
            <WideTable label={t.title} head={[t.received, t.file, t.count, t.result]} minWidth={820}>
              {files.map((file) => (
                <FileLine key={file.id} file={file} />
              ))}
            </WideTable>
          )}
        </PagedStates>
      </Stack>
    </Page>
  );
}
