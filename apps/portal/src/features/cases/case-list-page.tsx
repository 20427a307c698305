import { Alert } from '@mantine/core';
import { IconFolderSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { useTexts } from '../../i18n/use-texts.js';
import { CaseFilters } from './case-filters.js';
import { CaseTable } from './case-table.js';
import { casesQuery, type ListSearch, readSearch } from './list-query.js';
import { casesTexts } from './texts/index.js';

/** Every case within reach. What is asked for stands in the address, so that a list can be sent to a colleague. */
export default function CaseListPage() {
  const t = useTexts(casesTexts);
  const navigate = useNavigate();
  const search = readSearch(useSearch({ strict: false }));
  const query = useInfiniteQuery(casesQuery(search));
  const rows = query.data?.pages.flatMap(({ cases }) => cases);
  const isCut = query.data?.pages.some((page) => page.isCut) ?? false;
  const change = (next: ListSearch): void => void navigate({ to: '.', search: next as never, replace: true });
  return (
    <Page title={t.title} lead={t.lead}>
      <CaseFilters search={search} onChange={change} />
      {isCut && (
        <Alert color="yellow" role="status">
          {t.cut}
        </Alert>
      )}
      <PagedStates
        query={query}
        rows={rows}
        empty={
          <EmptyState icon={IconFolderSearch} title={t.noneTitle}>
            {t.none}
          </EmptyState>
        }
      >
        {(found) => <CaseTable cases={found} label={t.title} />}
      </PagedStates>
    </Page>
  );
}
