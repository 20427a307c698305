import type { Schemas } from '@app/client';
import { Button, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { WideTable } from '../../components/wide-table.js';
import { caseWords } from '../../i18n/case-words/index.js';
import { fromMinor } from '../../i18n/decimal.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import type { PartProps } from './part-props.js';
import { caseQueries } from './one-case.js';
import { casesTexts } from './texts/index.js';
import { useOrders } from './use-orders.js';

type Line = Schemas['BalanceLineDto'];

/** How the balance came about, line by line: the hub's own sum stands below them. */
export function BalanceLines({ path, onOrder }: PartProps) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const query = useQuery(caseQueries(path).balance);
  return (
    <Stack>
      <QueryStates query={query}>
        {({ asOf, lines, owed }) => (
          <WideTable label={t.tabs.balance} head={[t.day, t.what, t.how, t.amount]} minWidth={640}>
            {lines.map((line, place) => (
              <Table.Tr key={place}>
                <Table.Td>
                  <Day on={line.on} />
                </Table.Td>
                <Table.Td>{words.lines[line.what] ?? line.what}</Table.Td>
                <Table.Td>
                  <How line={line} />
                </Table.Td>
                <Table.Td ta="right">
                  <Amount of={line.amount} />
                </Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Td>
                <Day on={asOf} />
              </Table.Td>
              <Table.Td fw={650}>{t.owed}</Table.Td>
              <Table.Td />
              <Table.Td ta="right">
                <Amount of={owed.total} fw={650} />
              </Table.Td>
            </Table.Tr>
          </WideTable>
        )}
      </QueryStates>
      <Waivers path={path} onOrder={onOrder} />
    </Stack>
  );
}

/** For interest: on what, for how long, at which rate, and where the rate is from. */
function How({ line: { explanation, amount } }: { readonly line: Line }) {
  const t = useTexts(casesTexts);
  const { day, money } = useFormat();
  const { from, to, days, ratePercent, capitalMinor, source, part, because } = explanation as Readonly<
    Record<string, unknown>
  >;
  if (typeof from === 'string' && typeof to === 'string' && typeof capitalMinor === 'string') {
    const capital = money({ amount: fromMinor(capitalMinor), currency: amount.currency });
    return (
      <Text size="sm">
        {t.interestOf(capital, day(from), day(to), String(days), String(ratePercent))}
        {typeof source === 'string' && (
          <Text span c="dimmed" size="sm" lang="en">
            {' '}
            ({source})
          </Text>
        )}
      </Text>
    );
  }
  if (typeof because === 'string')
    return (
      <Text size="sm" lang="en">
        {because}
      </Text>
    );
  const name = typeof part === 'string' ? t.amounts[part as keyof typeof t.amounts] : undefined;
  return name === undefined ? null : <Text size="sm">{name}</Text>;
}

function Waivers({ path, onOrder }: PartProps) {
  const t = useTexts(casesTexts);
  const orders = useOrders(path);
  const mayWork = hasCollectorRight(useMe(), 'work-cases');
  const { data: waivers = [] } = useQuery(caseQueries(path).waivers);
  if (waivers.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t.waivers}
      </Title>
      <WideTable label={t.waivers} head={[t.day, t.what, t.amount, '']} minWidth={520}>
        {waivers.map(({ number, on, part, amount }) => (
          <Table.Tr key={number}>
            <Table.Td>
              <Day on={on} />
            </Table.Td>
            <Table.Td>{t.amounts[part]}</Table.Td>
            <Table.Td ta="right">
              <Amount of={amount} />
            </Table.Td>
            <Table.Td>
              {mayWork && amount.amount.startsWith('-') && (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => onOrder(orders.undoWaiver(number))}
                >
                  {t.orders.undoWaiver.title}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </Stack>
  );
}
