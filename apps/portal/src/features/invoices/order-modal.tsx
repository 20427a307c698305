import { ReasonModal } from '../../components/reason-modal.js';
import { useTexts } from '../../i18n/use-texts.js';
import { invoicesTexts } from './texts/index.js';
import { type ClaimOrder, useClaimOrders } from './use-claim-orders.js';

export interface WantedOrder {
  readonly order: ClaimOrder;
  readonly claimIds: readonly string[];
}

interface OrderModalProps {
  readonly creditorId: string;
  readonly wanted: WantedOrder;
  readonly onClose: () => void;
}

/** Why a claim is left out, taken in again, or let go on. */
export function OrderModal({ creditorId, wanted, onClose }: OrderModalProps) {
  const t = useTexts(invoicesTexts);
  const { order } = useClaimOrders(creditorId);
  const words = {
    withdraw: { title: t.withdrawTitle, lead: t.withdrawLead, submit: t.exclude(wanted.claimIds.length) },
    reinstate: { title: t.reinstateTitle, lead: t.reinstateLead, submit: t.reinstate },
    resume: { title: t.resumeTitle, lead: t.resumeLead, submit: t.resume },
  }[wanted.order];
  return (
    <ReasonModal
      {...words}
      label={t.reason}
      isPending={order.isPending}
      error={order.error}
      onSubmit={(reason) => order.mutate({ ...wanted, reason }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
