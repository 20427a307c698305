import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, hasRight, useMe } from '../../session/me.js';
import type { Order } from './orders.js';
import type { PartProps } from './part-props.js';
import { casesTexts } from './texts/index.js';
import { useOrders } from './use-orders.js';

const GROUPS = {
  write: ['note', 'call', 'task'],
  give: ['deferral', 'plan', 'waive', 'reduce'],
  stop: ['objection', 'paidDirectly', 'paymentUnderWay', 'pause', 'doubt'],
} as const;

/** Whether there is something to choose in every choice: what it offers may be on its way still. */
function isReady({ fields }: Order): boolean {
  return fields.every(({ kind, options = {} }) => kind !== 'choice' || Object.keys(options).length > 0);
}

/** What a person's role lets them do. The hub decides; what it would refuse to everybody of the role is not offered. */
export function ActionMenu({ path, onOrder }: PartProps) {
  const t = useTexts(casesTexts);
  const me = useMe();
  const orders = useOrders(path);
  const mayWork = hasCollectorRight(me, 'work-cases');
  const mayWithdraw = hasRight(me, 'approve');
  // Who keeps the creditor's books knows what came in.
  const mayTell = !mayWork && hasRight(me, 'connect');
  if (!mayWork && !mayWithdraw && !mayTell) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} />}>{t.actions}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayWork &&
          (['write', 'give', 'stop'] as const).map((group) => [
            <Menu.Label key={group}>{t.groups[group]}</Menu.Label>,
            ...GROUPS[group].map((name) => (
              <Menu.Item key={name} disabled={!isReady(orders[name])} onClick={() => onOrder(orders[name])}>
                {t.orders[name].title}
              </Menu.Item>
            )),
          ])}
        {mayTell && (
          <Menu.Item disabled={!isReady(orders.paidDirectly)} onClick={() => onOrder(orders.paidDirectly)}>
            {t.orders.paidDirectly.title}
          </Menu.Item>
        )}
        {mayWithdraw && (
          <>
            {(mayWork || mayTell) && <Menu.Divider />}
            <Menu.Item color="red" onClick={() => onOrder(orders.withdraw)}>
              {t.orders.withdraw.title}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
