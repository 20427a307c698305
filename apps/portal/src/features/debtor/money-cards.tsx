import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { QrCode } from '../../components/qr-code.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { DebtorPageAnswer } from './debtor-hub.js';
import { debtorTexts } from './texts/index.js';

/** Account, reference and amount, as a bank asks for them. */
export function HowToPay({
  pay,
  country,
}: {
  readonly pay: NonNullable<DebtorPageAnswer['pay']>;
  readonly country: DebtorPageAnswer['country'];
}) {
  const t = useTexts(debtorTexts);
  return (
    <Section title={t.pay}>
      <Line label={t.account[pay.kind]}>{pay.account}</Line>
      <Line label={t.reference[country]}>{pay.reference}</Line>
      <Line label={t.amount}>
        <Amount of={pay.amount} />
      </Line>
      <Line label={t.payee}>{pay.payee}</Line>
      {pay.dueOn && (
        <Line label={t.payBy}>
          <Day on={pay.dueOn} />
        </Line>
      )}
      {pay.qr !== null && (
        <Stack gap="xs" mt="xs">
          <Text size="sm">{t.scan}</Text>
          <QrCode text={pay.qr} label={t.scan} />
        </Stack>
      )}
    </Section>
  );
}

/** What the amount is made of, and which invoices it comes from. */
export function HowMadeUp({ owed, claims }: Pick<DebtorPageAnswer, 'owed' | 'claims'>) {
  const t = useTexts(debtorTexts);
  const parts = (['principal', 'interest', 'costs', 'court'] as const).filter(
    (part) => !/^-?0(\.0+)?$/.test(owed[part].amount),
  );
  return (
    <Section title={t.how}>
      {claims.map(({ claimId, invoiceNumber, dueOn, concerns }) => (
        <Text key={claimId} size="sm">
          {t.invoice} {invoiceNumber}, {t.due} <Day on={dueOn} />
          {concerns && `: ${concerns}`}
        </Text>
      ))}
      {parts.map((part) => (
        <Line key={part} label={t[part]}>
          <Amount of={owed[part]} />
        </Line>
      ))}
      <Line label={t.total}>
        <Amount of={owed.total} fw={700} />
      </Line>
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder padding="lg">
      <Stack gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Group justify="space-between" gap="xs">
      <Text>{label}</Text>
      <Text fw={500}>{children}</Text>
    </Group>
  );
}
