import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasRight, useMe } from '../../session/me.js';
import { heldQuery } from './items.js';
import { OrderModal, type WantedOrder } from './order-modal.js';
import { invoicesTexts } from './texts/index.js';

/** Claims that the machine leaves alone until a person has looked. */
export function HeldClaims({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(invoicesTexts);
  const { language } = useLanguage();
  const mayApprove = hasRight(useMe(), 'approve');
  const [wanted, setWanted] = useState<WantedOrder>();
  const { data: held = [] } = useQuery(heldQuery(creditorId, language));
  if (held.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconHandStop />} title={t.heldTitle}>
      <Stack gap="sm">
        {held.map(({ id, invoiceNumber, holdReason, holdDetail }) => (
          <Group key={id} justify="space-between">
            <Text size="sm">
              <strong>
                {t.invoice} {invoiceNumber}
              </strong>
              : {holdDetail ?? holdReason}
            </Text>
            {mayApprove && (
              <Group gap="xs">
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => setWanted({ order: 'withdraw', claimIds: [id] })}
                >
                  {t.withdraw}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => setWanted({ order: 'resume', claimIds: [id] })}
                >
                  {t.resume}
                </Button>
              </Group>
            )}
          </Group>
        ))}
      </Stack>
      {wanted && <OrderModal creditorId={creditorId} wanted={wanted} onClose={() => setWanted(undefined)} />}
    </Alert>
  );
}
