import { Stack, TextInput } from '@mantine/core';
import { IconBuildingStore, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { BackLink } from '../../components/back-link.js';
import { EmptyState } from '../../components/empty-state.js';
import { ListPage } from '../../components/list-page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { companiesOf } from './companies-of.js';
import { CompanyLine } from './company-line.js';
import { ForgetAccess } from './forget-access.js';
import { connectTexts } from './texts/index.js';

/** From as many on a field helps to find one. */
const SEARCH_FROM = 8;

/** The companies that an access reaches. */
export default function AccessPage() {
  const t = useTexts(connectTexts);
  const { grantId = '' } = useParams({ strict: false }) as { grantId?: string };
  const query = useQuery(companiesOf(grantId));
  const [wanted, setWanted] = useState('');
  const words = wanted.trim().toLowerCase();
  return (
    <ListPage
      title={t.companiesTitle}
      lead={t.companiesLead}
      above={<BackLink to="/connect" />}
      actions={<ForgetAccess grantId={grantId} />}
      query={query}
      empty={(companies) =>
        companies.length === 0 ? (
          <EmptyState icon={IconBuildingStore} title={t.noCompanies}>
            {t.noCompaniesWhy}
          </EmptyState>
        ) : undefined
      }
      filters={
        (query.data?.length ?? 0) >= SEARCH_FROM && (
          <TextInput
            aria-label={t.search}
            placeholder={t.search}
            leftSection={<IconSearch size={16} aria-hidden />}
            maw={420}
            value={wanted}
            onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        )
      }
    >
      {(companies) => (
        <Stack gap="sm" maw={760}>
          {companies
            .filter(({ name, organisationNumber = '' }) =>
              `${name} ${organisationNumber}`.toLowerCase().includes(words),
            )
            .map((company) => (
              <CompanyLine key={company.companyKey} grantId={grantId} company={company} />
            ))}
        </Stack>
      )}
    </ListPage>
  );
}
