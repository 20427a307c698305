import { answer } from '@app/client';
import { Modal, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { WideTable } from '../../components/wide-table.js';
import { caseWords } from '../../i18n/case-words/index.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { ConnectionPath } from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import type { Item } from './items.js';
import { invoicesTexts } from './texts/index.js';

interface CostsAheadModalProps {
  readonly path: ConnectionPath;
  readonly item: Item;
  readonly onClose: () => void;
}

/** What collecting an invoice will cost the customer, step by step. */
export function CostsAheadModal({ path, item, onClose }: CostsAheadModalProps) {
  const t = useTexts(invoicesTexts);
  const words = useTexts(caseWords);
  const common = useTexts(commonTexts);
  const { language } = useLanguage();
  const { ledgerItemId, invoiceNumber } = item;
  const query = useQuery({
    queryKey: ['costs-ahead', path.connectionId, ledgerItemId, language],
    queryFn: () =>
      answer(
        hub.GET(
          '/api/v1/creditors/{creditorId}/connections/{connectionId}/open-items/{ledgerItemId}/costs-ahead',
          { params: { path: { ...path, ledgerItemId }, query: { language } } },
        ),
      ),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.costsTitle(invoiceNumber)}
      closeButtonProps={{ 'aria-label': common.close }}
      size="lg"
      centered
    >
      <QueryStates query={query}>
        {({ state, standing, steps, stoppedBy, explanation }) => (
          <Stack>
            <Text size="sm">{explanation}</Text>
            {steps.length > 0 && (
              <WideTable
                label={t.costsTitle(invoiceNumber)}
                head={[t.costStep, t.earliest, t.added, t.costsInAll]}
                minWidth={480}
              >
                {steps.map(({ step, earliestOn, added, total }) => (
                  <Table.Tr key={`${step} ${earliestOn}`}>
                    <Table.Td>{step === 'higher-fee' ? t.higherFee : (words.steps[step] ?? step)}</Table.Td>
                    <Table.Td>
                      <Day on={earliestOn} />
                    </Table.Td>
                    <Table.Td ta="right">{added ? <Amount of={added} /> : t.notKnownYet}</Table.Td>
                    <Table.Td ta="right">{total ? <Amount of={total} /> : t.notKnownYet}</Table.Td>
                  </Table.Tr>
                ))}
              </WideTable>
            )}
            {stoppedBy && <Text size="sm">{stoppedBy}</Text>}
            {state === 'ahead' && (
              <Text size="sm" c="dimmed">
                {t.standings[standing]}
              </Text>
            )}
          </Stack>
        )}
      </QueryStates>
    </Modal>
  );
}
