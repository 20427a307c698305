import { Badge, Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { caseWords } from '../../i18n/case-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import type { CircumstanceName } from './circumstance-fields.js';
import { DebtorFacts } from './debtor-card.js';
import { DisclosureCard } from './disclosure.js';
import { OrderModal } from './order-modal.js';
import type { Order } from './orders.js';
import { casesTexts } from './texts/index.js';
import { type Debtor, useDebtorOrders } from './use-debtor-orders.js';
import { type DebtorPath, type Disclosure, useDisclosure } from './use-disclosure.js';

const CIRCUMSTANCES: readonly CircumstanceName[] = [
  'protectedAddress',
  'vulnerable',
  'guardian',
  'representative',
  'minor',
  'deceased',
  'bankruptcy',
  'debtSettlement',
];

interface DebtorDataProps {
  readonly path: DebtorPath;
  readonly debtor: Debtor;
}

/** Who it is, how they can be reached, and how they are; each can be changed by whoever works the cases. */
export function DebtorData({ path, debtor }: DebtorDataProps) {
  const t = useTexts(casesTexts);
  const mayWork = hasCollectorRight(useMe(), 'work-cases');
  const disclosure = useDisclosure(path);
  const orders = useDebtorOrders(path, debtor, disclosure);
  const [order, setOrder] = useState<Order>();
  const parts = { debtor, orders, disclosure, onOrder: setOrder, mayWork };
  return (
    <>
      <Card withBorder padding="lg">
        <Stack gap="xs" align="flex-start">
          <DebtorFacts debtor={debtor} />
          {mayWork && (
            <>
              <DisclosureCard disclosure={disclosure} />
              <Group gap="xs">
                <Small onClick={() => setOrder(orders.details)}>{t.debtorOrders.details.title}</Small>
                <Small onClick={() => setOrder(orders.address)}>{t.debtorOrders.address.title}</Small>
              </Group>
            </>
          )}
        </Stack>
      </Card>
      <ContactPoints {...parts} />
      <Circumstances {...parts} />
      {order && <OrderModal order={order} onClose={() => setOrder(undefined)} />}
    </>
  );
}

interface PartProps {
  readonly debtor: Debtor;
  readonly orders: ReturnType<typeof useDebtorOrders>;
  readonly disclosure: Disclosure;
  readonly onOrder: (order: Order) => void;
  readonly mayWork: boolean;
}

function ContactPoints({ debtor, orders, disclosure: { shown }, onOrder, mayWork }: PartProps) {
  const t = useTexts(casesTexts);
  const valueOf = (id: string) => shown?.contactPoints.find((point) => point.id === id)?.value;
  return (
    <Section
      title={t.contact}
      action={
        mayWork && <Small onClick={() => onOrder(orders.addPoint)}>{t.debtorOrders.addPoint.title}</Small>
      }
    >
      {debtor.contactPoints.length === 0 && <Text c="dimmed">{t.noPoints}</Text>}
      {debtor.contactPoints.map((point) => {
        const { id, channel, consent, failed } = point;
        const name = valueOf(id) ?? t.points[channel as keyof typeof t.points];
        return (
          <Group key={id} justify="space-between">
            <Group gap="xs">
              <Text style={{ overflowWrap: 'anywhere' }}>{name}</Text>
              <Text size="sm" c="dimmed">
                {t.consents[consent as keyof typeof t.consents]}
              </Text>
              {failed && (
                <Badge variant="light" color="orange" style={{ textTransform: 'none' }}>
                  {t.failed}
                </Badge>
              )}
            </Group>
            {mayWork && (
              <Group gap="xs">
                <Small about={name} onClick={() => onOrder(orders.consent(point))}>
                  {t.consent}
                </Small>
                <Small about={name} onClick={() => onOrder(failed ? orders.works(id) : orders.failed(id))}>
                  {failed ? t.debtorOrders.works.title : t.debtorOrders.failed.title}
                </Small>
              </Group>
            )}
          </Group>
        );
      })}
    </Section>
  );
}

/** One that applies is changed only where it is shown: its form would say anew what nobody has seen. */
function Circumstances({ debtor, orders, disclosure: { shown }, onOrder, mayWork }: PartProps) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const others = CIRCUMSTANCES.filter((name) => !debtor.circumstances.includes(name));
  const named = (name: CircumstanceName) => words.circumstances[name] ?? name;
  return (
    <Section
      title={t.circumstancesTitle}
      action={
        mayWork && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} />}>
                {t.saySo}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((name) => (
                <Menu.Item key={name} onClick={() => onOrder(orders.circumstance(name))}>
                  {named(name)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      {debtor.circumstances.length === 0 && <Text c="dimmed">{t.noCircumstances}</Text>}
      {debtor.circumstances.map((name) => (
        <Group key={name} justify="space-between">
          <Text>{named(name)}</Text>
          {mayWork && (
            <Group gap="xs">
              {shown && (
                <Small about={named(name)} onClick={() => onOrder(orders.circumstance(name))}>
                  {t.change}
                </Small>
              )}
              <Small about={named(name)} onClick={() => onOrder(orders.endCircumstance(name))}>
                {t.end}
              </Small>
            </Group>
          )}
        </Group>
      ))}
      {mayWork && !shown && debtor.circumstances.length > 0 && (
        <Text size="sm" c="dimmed">
          {t.changeFirst}
        </Text>
      )}
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
}

function Section({ title, action, children }: SectionProps) {
  return (
    <Card withBorder padding="lg">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h5">
            {title}
          </Title>
          {action}
        </Group>
        {children}
      </Stack>
    </Card>
  );
}

interface SmallProps {
  /** For those who do not see what the button stands beside. */
  readonly about?: string;
  readonly onClick: () => void;
  readonly children: string;
}

function Small({ about, onClick, children }: SmallProps) {
  return (
    <Button
      size="xs"
      variant="default"
      onClick={onClick}
      {...(about === undefined ? {} : { 'aria-label': `${children}: ${about}` })}
    >
      {children}
    </Button>
  );
}
