import { Badge, Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Amount } from '../../components/amount.js';
import { useCreditorId } from '../../components/company-connections.js';
import { Day } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { WideTable } from '../../components/wide-table.js';
import { useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasRight, useMe } from '../../session/me.js';
import { OrderDialog } from './order-dialog.js';
import { postingsTexts } from './texts/index.js';
import { type Filter, FILTERS, type Order, type WriteBack, writeBacksQuery } from './write-backs.js';

/** Each booking with its state in words; where a person is needed, with what they may do. */
export default function PostingsPage() {
  const t = useTexts(postingsTexts);
  const { language } = useLanguage();
  const creditorId = useCreditorId();
  const [filter, setFilter] = useState<Filter>('all');
  const [wanted, setWanted] = useState<{ readonly writeBack: WriteBack; readonly order: Order }>();
  const query = useInfiniteQuery(writeBacksQuery(creditorId, filter, language));
  const rows = query.data?.pages.flatMap(({ writeBacks }) => writeBacks);
  return (
    <Page title={t.title} lead={t.lead}>
      <SegmentedControl
        value={filter}
        onChange={(value) => setFilter(FILTERS.find((each) => each === value) ?? 'all')}
        data={FILTERS.map((value) => ({ value, label: t.filters[value] }))}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
      />
      <PagedStates
        query={query}
        rows={rows}
        empty={
          <EmptyState icon={IconArrowBackUp} title={t.noneTitle}>
            {t.none}
          </EmptyState>
        }
      >
        {(found) => (
          <WideTable label={t.title} head={[t.invoice, t.amount, t.bookOn, t.state, t.what]} minWidth={820}>
            {found.map((writeBack) => (
              <Line
                key={writeBack.id}
                writeBack={writeBack}
                onOrder={(order) => setWanted({ writeBack, order })}
              />
            ))}
          </WideTable>
        )}
      </PagedStates>
      {wanted && <OrderDialog creditorId={creditorId} {...wanted} onClose={() => setWanted(undefined)} />}
    </Page>
  );
}

const COLORS: Partial<Record<WriteBack['state'], string>> = {
  verified: 'teal',
  refused: 'red',
  'needs-matching': 'orange',
  'being-confirmed': 'orange',
  proposed: 'blue',
};

function Line({
  writeBack,
  onOrder,
}: {
  readonly writeBack: WriteBack;
  readonly onOrder: (order: Order) => void;
}) {
  const t = useTexts(postingsTexts);
  const mayApprove = hasRight(useMe(), 'approve');
  const { invoiceNumber, kind, amount, bookOn, state, explanation, obstacle, remedy, note, ways } = writeBack;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">{invoiceNumber}</Text>
        <Text size="xs" c="dimmed">
          {t.kinds[kind]}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <Amount of={amount} />
      </Table.Td>
      <Table.Td>
        <Day on={bookOn} />
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={COLORS[state] ?? 'gray'} style={{ textTransform: 'none' }}>
          {t.states[state]}
        </Badge>
      </Table.Td>
      <Table.Td maw={420}>
        <Stack gap={6} align="flex-start">
          <Text size="sm">{obstacle?.explanation ?? explanation}</Text>
          {state !== 'verified' && (note ?? remedy) && (
            <Text size="xs" c="dimmed">
              {[note, obstacle ? null : remedy].filter(Boolean).join(' ')}
            </Text>
          )}
          {mayApprove && ways.length > 0 && (
            <Group gap="xs">
              {ways.map(({ order }) => (
                <Button
                  key={order}
                  size="compact-xs"
                  variant={order === 'approve' || order === 'retry' ? 'light' : 'default'}
                  onClick={() => onOrder(order)}
                  aria-label={`${t.orders[order]}: ${invoiceNumber}`}
                >
                  {t.orders[order]}
                </Button>
              ))}
            </Group>
          )}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}
