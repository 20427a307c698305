import { ActionIcon, Menu } from '@mantine/core';
import { IconCoins, IconDots, IconFilter, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts.js';
import type { ConnectionPath } from '../../session/connections.js';
import { hasRight, useMe } from '../../session/me.js';
import { CostsAheadModal } from './costs-ahead-modal.js';
import type { Item } from './items.js';
import { NeverCustomerModal } from './never-customer-modal.js';
import { invoicesTexts } from './texts/index.js';

interface RowMenuProps {
  readonly path: ConnectionPath;
  readonly item: Item;
  readonly onCustomer: (customerNumber: string) => void;
}

/** What is seldom asked of an invoice: what it will cost the customer, and to leave the customer in peace for good. */
export function RowMenu({ path, item, onCustomer }: RowMenuProps) {
  const t = useTexts(invoicesTexts);
  const mayChangeRules = hasRight(useMe(), 'connect');
  const [opened, setOpened] = useState<'costs' | 'never'>();
  const { invoiceNumber, customerNumber, debtorName, rule } = item;
  const close = (): void => setOpened(undefined);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t.more(invoiceNumber)}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCoins size={16} />} onClick={() => setOpened('costs')}>
            {t.costs}
          </Menu.Item>
          {customerNumber && (
            <Menu.Item leftSection={<IconFilter size={16} />} onClick={() => onCustomer(customerNumber)}>
              {t.onlyCustomer}
            </Menu.Item>
          )}
          {mayChangeRules && customerNumber && rule !== 'excluded-customer' && (
            <Menu.Item leftSection={<IconUserOff size={16} />} onClick={() => setOpened('never')}>
              {t.neverCustomer}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {opened === 'costs' && <CostsAheadModal path={path} item={item} onClose={close} />}
      {opened === 'never' && customerNumber && (
        <NeverCustomerModal
          creditorId={path.creditorId}
          customerNumber={customerNumber}
          customer={debtorName ?? customerNumber}
          onClose={close}
        />
      )}
    </>
  );
}
