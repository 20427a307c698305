import { answer } from '@app/client';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmModal } from '../../components/confirm-modal.js';
import { useTexts } from '../../i18n/use-texts.js';
import { policyQuery } from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import { ITEMS_KEY } from './items.js';
import { invoicesTexts } from './texts/index.js';

interface NeverCustomerModalProps {
  readonly creditorId: string;
  readonly customerNumber: string;
  readonly customer: string;
  readonly onClose: () => void;
}

/** Takes a customer out of the rules for good: the policy names it from then on. */
export function NeverCustomerModal({
  creditorId,
  customerNumber,
  customer,
  onClose,
}: NeverCustomerModalProps) {
  const t = useTexts(invoicesTexts);
  const queries = useQueryClient();
  const exclude = useMutation({
    mutationFn: async () => {
      const where = { params: { path: { creditorId } } };
      // As it stands at this moment: somebody else may have changed it since the page was opened.
      const { version: _, ...rules } = await answer(hub.GET('/api/v1/creditors/{creditorId}/policy', where));
      const { excludedCustomerNumbers: before } = rules;
      if (before.includes(customerNumber)) return;
      await answer(
        hub.PUT('/api/v1/creditors/{creditorId}/policy', {
          ...where,
          body: { ...rules, excludedCustomerNumbers: [...before, customerNumber] },
        }),
      );
    },
    onSuccess: async () => {
      notifications.show({ message: t.neverDone(customer), color: 'teal' });
      onClose();
      await Promise.all([
        queries.invalidateQueries({ queryKey: policyQuery(creditorId).queryKey }),
        queries.invalidateQueries({ queryKey: [ITEMS_KEY] }),
      ]);
    },
  });
  return (
    <ConfirmModal
      title={t.neverTitle(customer)}
      lead={t.neverLead}
      submit={t.neverCustomer}
      isPending={exclude.isPending}
      error={exclude.error}
      onSubmit={() => exclude.mutate()}
      onClose={onClose}
    />
  );
}
