import '@mantine/charts/styles.css';
import './reports.css';
import { answer } from '@app/client';
import { Button, Stack, Title } from '@mantine/core';
import { IconChartBar, IconDownload, IconPrinter } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCreditorId } from '../../components/company-connections.js';
import { EmptyState } from '../../components/empty-state.js';
import { ListPage } from '../../components/list-page.js';
import { useFormat } from '../../i18n/format.js';
import { useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { Ages } from './ages.js';
import { Glance } from './glance.js';
import { Outcomes } from './outcomes.js';
import { PlansAndCosts } from './plans-and-costs.js';
import { Recovery } from './recovery.js';
import { reportsTexts } from './texts/index.js';
import { useLightPaper } from './use-light-paper.js';

const portfolioQuery = (creditorId: string) =>
  queryOptions({
    queryKey: ['portfolio', creditorId],
    queryFn: () =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/reports/portfolio', { params: { path: { creditorId } } }),
      ),
  });

/** How a company's cases do. Printed it is a statement, without the menus around it. */
export default function ReportsPage() {
  const t = useTexts(reportsTexts);
  const { day } = useFormat();
  const creditorId = useCreditorId();
  const query = useQuery(portfolioQuery(creditorId));
  useLightPaper();
  return (
    <ListPage
      title={t.title}
      lead={query.data && t.lead(day(query.data.asOf))}
      actions={<Exports creditorId={creditorId} />}
      query={query}
      empty={({ currencies }) =>
        currencies.length === 0 ? (
          <EmptyState icon={IconChartBar} title={t.none}>
            {t.noneWhy}
          </EmptyState>
        ) : undefined
      }
    >
      {({ currencies }) => (
        <Stack gap="xl">
          {currencies.map((report) => (
            <Stack key={report.currency}>
              <Title order={2} size="h3">
                {t.inCurrency(report.currency)}
              </Title>
              <Glance report={report} />
              <Ages report={report} />
              <Recovery report={report} />
              <Outcomes report={report} />
              <PlansAndCosts report={report} />
            </Stack>
          ))}
        </Stack>
      )}
    </ListPage>
  );
}

function Exports({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(reportsTexts);
  const { language } = useLanguage();
  const address = `/api/v1/creditors/${creditorId}/reports/portfolio`;
  const icon = <IconDownload size={16} />;
  return (
    <>
      <Button
        component="a"
        variant="default"
        leftSection={icon}
        href={`${address}?format=xlsx&language=${language}`}
        download
      >
        Excel
      </Button>
      <Button component="a" variant="default" leftSection={icon} href={`${address}?format=csv`} download>
        CSV
      </Button>
      <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
        {t.print}
      </Button>
    </>
  );
}
