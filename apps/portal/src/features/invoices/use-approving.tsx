import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { PROPOSALS_KEY } from '../../session/proposals.js';
import { invoicesTexts } from './texts/index.js';
import { useClaimOrders } from './use-claim-orders.js';

/** Long enough to read, and to think better of it. */
const SHOWN_MS = 20_000;

/** Approving and undoing, with a message about what was done; what was refused stands on the page. */
export function useApproving(creditorId: string, onDone: () => void) {
  const t = useTexts(invoicesTexts);
  const { time } = useFormat();
  const queries = useQueryClient();
  const { approve, undo } = useClaimOrders(creditorId);
  const offered = useRef<string>(undefined);
  // What an older message offers to undo is no longer what was done last.
  const endOffer = (): void => {
    if (offered.current !== undefined) notifications.hide(offered.current);
  };

  const undoNow = (claimIds: readonly string[]): void => {
    approve.reset();
    endOffer();
    undo.mutate(claimIds, {
      onSuccess: (results) => {
        onDone();
        const count = results.filter(({ outcome }) => outcome === 'undone').length;
        if (count > 0)
          notifications.show({
            message: t.undone(count),
            icon: <IconArrowBackUp size={18} />,
            color: 'teal',
          });
      },
    });
  };

  const approveNow = (claimIds: readonly string[]): void => {
    undo.reset();
    endOffer();
    approve.mutate(claimIds, {
      onSuccess: (results) => {
        onDone();
        void queries.invalidateQueries({ queryKey: [PROPOSALS_KEY] });
        const approved = results.filter(({ outcome }) => outcome === 'approved');
        if (approved.length === 0) return;
        const until = approved.find(({ undoUntil }) => undoUntil)?.undoUntil;
        const look = { icon: <IconCheck size={18} />, color: 'teal' };
        if (until === undefined) {
          notifications.show({ message: t.approved(approved.length), ...look });
          return;
        }
        offered.current = notifications.show({
          ...look,
          autoClose: SHOWN_MS,
          message: (
            <Group gap="sm">
              <Text size="sm">{t.approvedUntil(approved.length, time(until))}</Text>
              <Button
                size="compact-sm"
                variant="light"
                onClick={() => undoNow(approved.map(({ claimId }) => claimId))}
              >
                {t.undo(0)}
              </Button>
            </Group>
          ),
        });
      },
    });
  };
  return { approve, undo, approveNow, undoNow };
}
