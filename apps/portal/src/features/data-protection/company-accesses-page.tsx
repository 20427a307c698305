import { Button, Group, Text } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCreditorId } from '../../components/company-connections.js';
import { EmptyState } from '../../components/empty-state.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { useTexts } from '../../i18n/use-texts.js';
import { accessesQuery } from './accesses.js';
import { AccessTable } from './access-table.js';
import { dataProtectionTexts } from './texts/index.js';

/** Who opened personal data of the company's debtors; the person looked for stands in the address. */
export default function CompanyAccessesPage() {
  const t = useTexts(dataProtectionTexts);
  const creditorId = useCreditorId();
  const navigate = useNavigate();
  const { person } = useSearch({ strict: false }) as { readonly person?: string };
  const query = useInfiniteQuery(accessesQuery(creditorId, person === undefined ? {} : { actorId: person }));
  const rows = query.data?.pages.flatMap(({ accesses }) => accesses);
  const [first] = rows ?? [];
  const look = (actorId: string | undefined): void =>
    void navigate({ to: '.', search: (actorId === undefined ? {} : { person: actorId }) as never });
  return (
    <Page title={t.accesses} lead={t.accessesLead}>
      {person !== undefined && (
        <Group gap="sm">
          <Text>{t.shownFor(first?.actorName ?? person)}</Text>
          <Button size="xs" variant="default" onClick={() => look(undefined)}>
            {t.showAll}
          </Button>
        </Group>
      )}
      <PagedStates
        query={query}
        rows={rows}
        empty={
          <EmptyState icon={IconEye} title={t.noAccesses}>
            {t.noAccessesWhy}
          </EmptyState>
        }
      >
        {(accesses) => (
          <AccessTable
            creditorId={creditorId}
            accesses={accesses}
            {...(person === undefined ? { onPerson: look } : {})}
          />
        )}
      </PagedStates>
    </Page>
  );
}
