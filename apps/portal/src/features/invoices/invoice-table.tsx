import { Badge, Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { WideTable } from '../../components/wide-table.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { ConnectionPath } from '../../session/connections.js';
import { claimToApprove, claimToUndo, type Item } from './items.js';
import type { WantedOrder } from './order-modal.js';
import { RowMenu } from './row-menu.js';
import { invoicesTexts } from './texts/index.js';
import { WhoIs } from './who-is.js';

const DECISION_COLORS = { claim: 'teal', 'not-yet': 'gray', excluded: 'gray', review: 'orange' } as const;

interface InvoiceTableProps {
  readonly path: ConnectionPath;
  readonly items: readonly Item[];
  /** Ids of claims. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onOrder: (wanted: WantedOrder) => void;
  readonly onUndo: (claimIds: readonly string[]) => void;
  readonly onCustomer: (customerNumber: string) => void;
  readonly mayApprove: boolean;
}

export function InvoiceTable({
  path,
  items,
  chosen,
  onChoose,
  onOrder,
  onUndo,
  onCustomer,
  mayApprove,
}: InvoiceTableProps) {
  const t = useTexts(invoicesTexts);
  const waiting = items.flatMap(claimsToChoose);
  const all = waiting.length > 0 && waiting.every((claimId) => chosen.has(claimId));
  const toggle = (claimId: string): void => {
    const next = new Set(chosen);
    if (!next.delete(claimId)) next.add(claimId);
    onChoose(next);
  };
  const head = [
    mayApprove && waiting.length > 0 && (
      <Checkbox
        key="all"
        aria-label={t.chooseAll}
        checked={all}
        indeterminate={!all && waiting.some((claimId) => chosen.has(claimId))}
        onChange={() => onChoose(new Set(all ? [] : waiting))}
      />
    ),
    t.invoice,
    t.customer,
    t.due,
    t.outstanding,
    t.why,
    t.state,
  ];
  return (
    <WideTable label={t.title} head={head} minWidth={860}>
      {items.map((item) => (
        <Table.Tr key={item.ledgerItemId}>
          <Table.Td w={40}>
            {mayApprove && item.claimId && claimsToChoose(item).length > 0 && (
              <Checkbox
                aria-label={`${t.choose} ${item.invoiceNumber}`}
                checked={chosen.has(item.claimId)}
                onChange={() => toggle(item.claimId ?? '')}
              />
            )}
          </Table.Td>
          <Table.Td>{item.invoiceNumber}</Table.Td>
          <Table.Td>
            <Text size="sm">{item.debtorName ?? '–'}</Text>
            {item.customerNumber && (
              <Text size="xs" c="dimmed">
                {item.customerNumber}
              </Text>
            )}
          </Table.Td>
          <Table.Td>
            <Day on={item.dueOn} />
          </Table.Td>
          <Table.Td ta="right">
            <Amount of={item.outstanding} />
          </Table.Td>
          <Table.Td maw={380}>
            <Decision item={item} path={path} />
          </Table.Td>
          <Table.Td>
            <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
              <ClaimState item={item} mayApprove={mayApprove} onOrder={onOrder} onUndo={onUndo} />
              <RowMenu path={path} item={item} onCustomer={onCustomer} />
            </Group>
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

/** What waits for a person, and what a person may think better of. */
function claimsToChoose(item: Item): readonly string[] {
  return [...claimToApprove(item), ...claimToUndo(item)];
}

function Decision({ item, path }: { readonly item: Item; readonly path: ConnectionPath }) {
  const t = useTexts(invoicesTexts);
  return (
    <Stack gap={4} align="flex-start">
      <Badge variant="light" color={DECISION_COLORS[item.decision]} style={{ textTransform: 'none' }}>
        {t.filters[item.decision]}
      </Badge>
      <Text size="sm">{item.vanishedAt ? t.gone : item.explanation}</Text>
      {item.rule === 'debtor-kind-unknown' && <WhoIs path={path} ledgerDebtorId={item.ledgerDebtorId} />}
    </Stack>
  );
}

interface ClaimStateProps {
  readonly item: Item;
  readonly mayApprove: boolean;
  readonly onOrder: (wanted: WantedOrder) => void;
  readonly onUndo: (claimIds: readonly string[]) => void;
}

function ClaimState({ item, mayApprove, onOrder, onUndo }: ClaimStateProps) {
  const { claimId, claimState, awaitsSecondPerson, invoiceNumber, undoUntil } = item;
  const t = useTexts(invoicesTexts);
  const { time } = useFormat();
  if (!claimId || !claimState) return <Text c="dimmed">–</Text>;
  const order =
    claimState === 'withdrawn' || claimState === 'rejected'
      ? 'reinstate'
      : awaitsSecondPerson || claimState === 'approved' || claimState === 'in-collection'
        ? 'withdraw'
        : undefined;
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        {awaitsSecondPerson ? t.awaitsSecondPerson : t.states[claimState]}
      </Text>
      {undoUntil && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {t.goesOut(time(undoUntil))}
        </Text>
      )}
      {mayApprove && undoUntil && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onUndo([claimId])}
          aria-label={`${t.undo(0)}: ${invoiceNumber}`}
        >
          {t.undo(0)}
        </Button>
      )}
      {mayApprove && order && !undoUntil && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onOrder({ order, claimIds: [claimId] })}
          aria-label={`${t[order]}: ${invoiceNumber}`}
        >
          {t[order]}
        </Button>
      )}
    </Stack>
  );
}
