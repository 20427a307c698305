import { answer } from '@app/client';
import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconEye } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { BackLink } from '../../components/back-link.js';
import { EmptyState } from '../../components/empty-state.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { saveFile } from '../../components/save-file.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import { accessesQuery } from './accesses.js';
import { AccessTable } from './access-table.js';
import { Erasure } from './erasure.js';
import { type DebtorPath, debtorQuery } from './erasure-query.js';
import { dataProtectionTexts } from './texts/index.js';

/** What the law gives one person: a copy of what is kept, its end, and who has looked at it. Each part by role. */
export default function DebtorDataPage() {
  const t = useTexts(dataProtectionTexts);
  const common = useTexts(commonTexts);
  const me = useMe();
  const path = useParams({ strict: false }) as DebtorPath;
  const mayLead = hasCollectorRight(me, 'lead-cases');
  const mayAudit = hasCollectorRight(me, 'audit');
  const debtor = useQuery({ ...debtorQuery(path), enabled: mayLead || mayAudit });
  if (!mayLead && !mayAudit)
    return (
      <Page title={t.title}>
        <EmptyState title={common.notForYou}>{common.notForYouWhy}</EmptyState>
      </Page>
    );
  return (
    <Page
      title={t.title}
      lead={debtor.data?.name}
      above={<BackLink to={`/debtors/${path.creditorId}/${path.debtorId}`} />}
    >
      <QueryStates query={debtor}>
        {({ name }) => (
          <Stack gap="xl">
            {mayLead && <Copy path={path} />}
            {mayLead && <Erasure path={path} name={name} />}
            {mayAudit && <Accesses path={path} />}
          </Stack>
        )}
      </QueryStates>
    </Page>
  );
}

function Copy({ path }: { readonly path: DebtorPath }) {
  const t = useTexts(dataProtectionTexts);
  const fetchCopy = useMutation({
    mutationFn: () =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/case-debtors/{debtorId}/personal-data', {
          params: { path },
          parseAs: 'blob',
        }),
      ),
    onSuccess: (copy) => saveFile(copy as unknown as Blob, `debtor-${path.debtorId}.json`),
  });
  return (
    <Card withBorder padding="lg">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h4">
          {t.copy}
        </Title>
        <Text>{t.copyLead}</Text>
        <Text size="sm" c="dimmed">
          {t.copyCare}
        </Text>
        {fetchCopy.error && <ProblemAlert error={fetchCopy.error} />}
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={fetchCopy.isPending}
          onClick={() => fetchCopy.mutate()}
        >
          {t.copyFetch}
        </Button>
        {fetchCopy.isSuccess && (
          <Text size="sm" role="status">
            {t.copyDone}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Accesses({ path: { creditorId, debtorId } }: { readonly path: DebtorPath }) {
  const t = useTexts(dataProtectionTexts);
  const query = useInfiniteQuery(accessesQuery(creditorId, { debtorId }));
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t.accesses}
      </Title>
      <Text c="dimmed">{t.debtorAccessesLead}</Text>
      <PagedStates
        query={query}
        rows={query.data?.pages.flatMap(({ accesses }) => accesses)}
        empty={
          <EmptyState icon={IconEye} title={t.noAccesses}>
            {t.noAccessesWhy}
          </EmptyState>
        }
      >
        {(accesses) => <AccessTable creditorId={creditorId} accesses={accesses} />}
      </PagedStates>
    </Stack>
  );
}
