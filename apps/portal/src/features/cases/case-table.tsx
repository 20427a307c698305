import { Anchor, Badge, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { WideTable } from '../../components/wide-table.js';
import { caseWords } from '../../i18n/case-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { ListedCase } from './list-query.js';
import { casesTexts } from './texts/index.js';

interface CaseTableProps {
  readonly cases: readonly ListedCase[];
  readonly label: string;
}

export function CaseTable({ cases, label }: CaseTableProps) {
  const t = useTexts(casesTexts);
  return (
    <WideTable
      label={label}
      head={[t.debtor, t.creditor, t.invoices, t.opened, t.owed, t.next]}
      minWidth={900}
    >
      {cases.map((one) => (
        <Table.Tr key={`${one.creditorId}${one.id}`}>
          <Table.Td>
            <Stack gap={0}>
              <Anchor component={Link} to={`/cases/${one.creditorId}/${one.id}`} fw={600}>
                {one.debtorName}
              </Anchor>
              <Text size="sm" c="dimmed">
                {one.reference}
              </Text>
            </Stack>
          </Table.Td>
          <Table.Td>{one.creditorName}</Table.Td>
          <Table.Td>{one.invoiceNumbers.join(', ')}</Table.Td>
          <Table.Td>
            <Day on={one.openedOn} />
          </Table.Td>
          <Table.Td ta="right">
            <Amount of={one.owed} />
          </Table.Td>
          <Table.Td>
            <NextStep of={one} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function NextStep({
  of: { state, closedBy, outcome, nextStep, nextOn, heldBy },
}: {
  readonly of: ListedCase;
}) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  if (state === 'closed')
    return (
      <Badge variant="light" color="gray" style={{ textTransform: 'none' }}>
        {words.states['closed']}
        {closedBy === null ? '' : `: ${words.closedBy[closedBy] ?? closedBy}`}
      </Badge>
    );
  return (
    <Stack gap={2} align="flex-start">
      {state === 'legal' && (
        <Badge variant="light" color="orange" style={{ textTransform: 'none' }}>
          {words.states['legal']}
        </Badge>
      )}
      {nextStep && (
        <Text size="sm">
          {words.steps[nextStep] ?? nextStep}
          {outcome !== 'held' && nextOn && (
            <>
              {' · '}
              <Day on={nextOn} />
            </>
          )}
        </Text>
      )}
      {outcome === 'held' && (
        <Text size="sm" c="dimmed">
          {t.heldBy}: {heldBy.map((reason) => words.holds[reason] ?? reason).join(', ')}
        </Text>
      )}
    </Stack>
  );
}
