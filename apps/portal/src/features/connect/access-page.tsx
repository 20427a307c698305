import { answer, type Schemas } from '@app/client';
import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconBuildingStore, IconSearch } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { BackLink } from '../../components/back-link.js';
import { EmptyState } from '../../components/empty-state.js';
import { ListPage } from '../../components/list-page.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { COMPANIES_KEY } from '../../session/companies.js';
import { hub } from '../../session/hub.js';
import { connectTexts } from './texts/index.js';

type LedgerCompany = Schemas['CompanyDto'];
/** From as many on a field helps to find one. */
const SEARCH_FROM = 8;

const companiesOf = (grantId: string) =>
  queryOptions({
    queryKey: ['grant-companies', grantId],
    queryFn: () => answer(hub.GET('/api/v1/grants/{grantId}/companies', { params: { path: { grantId } } })),
  });

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

function CompanyLine({ grantId, company }: { readonly grantId: string; readonly company: LedgerCompany }) {
  const t = useTexts(connectTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { companyKey, name, organisationNumber, connection } = company;
  const connect = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/grants/{grantId}/connections', {
          params: { path: { grantId } },
          body: { companyKey },
        }),
      ),
    onSuccess: async ({ creditorId, connectionId }) => {
      await navigate({ to: `/connect/${creditorId}/${connectionId}` });
      await Promise.all([
        queries.invalidateQueries({ queryKey: companiesOf(grantId).queryKey }),
        queries.invalidateQueries({ queryKey: COMPANIES_KEY }),
      ]);
    },
  });
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0} miw={0}>
          <Text fw={600}>{name}</Text>
          {organisationNumber && (
            <Text size="sm" c="dimmed">
              {organisationNumber}
            </Text>
          )}
        </Stack>
        {connection ? (
          <Button
            component={Link}
            variant="default"
            to={`/connect/${connection.creditorId}/${connection.connectionId}`}
            aria-label={`${t.continue}: ${name}`}
          >
            {t.continue}
          </Button>
        ) : (
          <Button
            loading={connect.isPending}
            onClick={() => connect.mutate()}
            aria-label={`${t.connect}: ${name}`}
          >
            {t.connect}
          </Button>
        )}
      </Group>
      {connect.error && <ProblemAlert error={connect.error} />}
    </Card>
  );
}
