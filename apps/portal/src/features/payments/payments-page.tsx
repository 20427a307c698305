import { answer, type Schemas } from '@app/client';
import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import { IconCash } from '@tabler/icons-react';
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Amount } from '../../components/amount.js';
import { useCreditorId } from '../../components/company-connections.js';
import { Day } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { WideTable } from '../../components/wide-table.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { postingsTexts } from '../postings/texts/index.js';
import { paymentsTexts } from './texts/index.js';

const PAGE_SIZE = 100;

const settlementsQuery = (creditorId: string) =>
  infiniteQueryOptions({
    queryKey: ['settlements', creditorId],
    queryFn: ({ pageParam }) =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/settlements', {
          params: {
            path: { creditorId },
            query: { limit: PAGE_SIZE, ...(pageParam === null ? {} : { after: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextAfter }) => nextAfter,
  });

/** What came in for a company, and what went on to it. */
export default function PaymentsPage() {
  const t = useTexts(paymentsTexts);
  const creditorId = useCreditorId();
  return (
    <Page title={t.title} lead={t.lead}>
      <Settlements creditorId={creditorId} />
      <Remittances creditorId={creditorId} />
    </Page>
  );
}

function Settlements({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(paymentsTexts);
  const query = useInfiniteQuery(settlementsQuery(creditorId));
  const rows = query.data?.pages.flatMap(({ settlements }) => settlements);
  const head = [t.received, t.kind, t.principal, t.interest, t.fees, t.surplus, t.booking];
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t.settlements}
      </Title>
      <PagedStates
        query={query}
        rows={rows}
        outlines={3}
        empty={
          <EmptyState icon={IconCash} title={t.noSettlements}>
            {t.noSettlementsWhy}
          </EmptyState>
        }
      >
        {(found) => (
          <WideTable label={t.settlements} head={head} minWidth={820}>
            {found.map((settlement) => (
              <SettlementLine key={settlement.id} settlement={settlement} />
            ))}
          </WideTable>
        )}
      </PagedStates>
    </Stack>
  );
}

function SettlementLine({ settlement }: { readonly settlement: Schemas['SettlementDto'] }) {
  const t = useTexts(paymentsTexts);
  const { states } = useTexts(postingsTexts);
  const { receivedOn, kind, currency, principal, interest, fees, surplus, writeBack } = settlement;
  return (
    <Table.Tr>
      <Table.Td>
        <Day on={receivedOn} />
      </Table.Td>
      <Table.Td>{t.kinds[kind]}</Table.Td>
      {Object.entries({ principal, interest, fees, surplus }).map(([name, amount]) => (
        <Table.Td key={name} ta="right">
          <Amount of={{ amount, currency }} />
        </Table.Td>
      ))}
      <Table.Td>{states[writeBack.state]}</Table.Td>
    </Table.Tr>
  );
}

function Remittances({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(paymentsTexts);
  const query = useQuery({
    queryKey: ['remittances', creditorId],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/remittances', { params: { path: { creditorId } } })),
  });
  const head = [t.number, t.until, t.remitted, t.toCreditor, t.withheld, t.paid, t.statement];
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t.remittances}
      </Title>
      <QueryStates
        query={query}
        empty={(rows) => (rows.length === 0 ? <Text c="dimmed">{t.noRemittances}</Text> : undefined)}
      >
        {(rows) => (
          <WideTable label={t.remittances} head={head} minWidth={820}>
            {rows.map(({ id, number, cutOffOn, remittedOn, toCreditor, withheld, paid }) => (
              <Table.Tr key={id}>
                <Table.Td>{number}</Table.Td>
                <Table.Td>
                  <Day on={cutOffOn} />
                </Table.Td>
                <Table.Td>
                  <Day on={remittedOn} />
                </Table.Td>
                <Table.Td ta="right">
                  <Amount of={toCreditor} />
                </Table.Td>
                <Table.Td ta="right">
                  <Amount of={withheld} />
                </Table.Td>
                <Table.Td ta="right">
                  <Amount of={paid} />
                </Table.Td>
                <Table.Td>
                  <Anchor href={`/api/v1/creditors/${creditorId}/remittances/${id}/statement.pdf`} size="sm">
                    PDF
                  </Anchor>{' '}
                  <Anchor href={`/api/v1/creditors/${creditorId}/remittances/${id}/statement.csv`} size="sm">
                    CSV
                  </Anchor>
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
        )}
      </QueryStates>
    </Stack>
  );
}
