import { Group, Spoiler, Stack, Table, Text } from '@mantine/core';
import { Amount } from '../../components/amount.js';
import { WideTable } from '../../components/wide-table.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Proposal, Subject } from '../../session/proposals.js';
import { secondPersonTexts } from './texts/index.js';

type Change = Proposal['changes'][number];

interface WhatChangesProps {
  readonly proposal: Proposal;
  /** Of the creditor's books. */
  readonly currency: string;
}

/** What a yes does: which claims and how much they owe, or from what to what. */
export function WhatChanges({ proposal: { claims, changes, kind }, currency }: WhatChangesProps) {
  const t = useTexts(secondPersonTexts);
  if (claims !== null) return <Claims {...claims} />;
  return (
    <WideTable label={t.kinds[kind]} head={[t.field, t.before, t.after]} minWidth={280}>
      {changes.map(({ field, before, after }) => (
        <Table.Tr key={field}>
          <Table.Td>{t.subjects[field as Subject]?.label ?? t.fields[field] ?? field}</Table.Td>
          <Table.Td>
            <SettingValue field={field} value={before} currency={currency} />
          </Table.Td>
          <Table.Td>
            <strong>
              <SettingValue field={field} value={after} currency={currency} />
            </strong>
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function Claims({ count, sums, invoiceNumbers }: NonNullable<Proposal['claims']>) {
  const t = useTexts(secondPersonTexts);
  const { more, less } = useTexts(commonTexts);
  const format = useFormat();
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text>{count === 1 ? t.oneClaim : t.claims(format.count(count))}</Text>
        {sums.map((sum) => (
          <Amount key={sum.currency} of={sum} fw={650} />
        ))}
      </Group>
      <Spoiler maxHeight={44} showLabel={more} hideLabel={less}>
        <Text size="sm" c="dimmed">
          {t.invoices} {invoiceNumbers.join(', ')}
        </Text>
      </Spoiler>
    </Stack>
  );
}

const AMOUNTS: ReadonlySet<string> = new Set(['waiveInterestMax', 'reducePrincipalMax']);

/** A setting's value in words, by the field that it is of. */
export function SettingValue({
  field,
  value,
  currency,
}: Pick<Change, 'field'> & { readonly value: string | null; readonly currency: string }) {
  const t = useTexts(secondPersonTexts);
  const { yes, no } = useTexts(commonTexts);
  if (value === null) return <>{t.nothing}</>;
  if (field === 'own')
    return (
      <>
        {value
          .split(' ')
          .map((term) => t.fields[term] ?? term)
          .join(', ')}
      </>
    );
  if (AMOUNTS.has(field)) return <Amount of={{ amount: value, currency }} />;
  if (Object.hasOwn(t.subjects, field)) return <>{value === 'true' ? t.on : t.off}</>;
  if (value === 'true' || value === 'false') return <>{value === 'true' ? yes : no}</>;
  if (field === 'deferralDaysMax') return <>{t.days(value)}</>;
  if (field === 'planMonthsMax') return <>{t.months(value)}</>;
  if (field === 'approval' || field === 'mode') return <>{value === 'automatic' ? t.byItself : t.byPerson}</>;
  return <>{value}</>;
}
