import type { Schemas } from '@app/client';
import { Table, Text } from '@mantine/core';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { WideTable } from '../../components/wide-table.js';
import { useTexts } from '../../i18n/use-texts.js';
import { casesTexts } from './texts/index.js';

/** A plan's instalments, and what was paid of each. */
export function PlanTable({ plan }: { readonly plan: Schemas['PlanDto'] }) {
  const t = useTexts(casesTexts);
  return (
    <>
      <Text size="sm">
        {t.planTotal} <Amount of={plan.total} /> · {t.choices.interest[plan.interest]}
        {plan.state === 'running' && ` · ${t.standings[plan.standing]}`}
      </Text>
      <WideTable label={t.plan} head={[t.number, t.dueOn, t.amount, t.paid]} minWidth={420}>
        {plan.instalments.map(({ number, dueOn, amount, paid }) => (
          <Table.Tr key={number}>
            <Table.Td>{number}</Table.Td>
            <Table.Td>
              <Day on={dueOn} />
            </Table.Td>
            <Table.Td ta="right">
              <Amount of={amount} />
            </Table.Td>
            <Table.Td ta="right">
              <Amount of={paid} />
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </>
  );
}
