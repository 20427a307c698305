import { answer, type Schemas } from '@app/client';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ReasonModal } from '../../components/reason-modal.js';
import { useTexts } from '../../i18n/use-texts.js';
import { COMPANIES_KEY } from '../../session/companies.js';
import { hub } from '../../session/hub.js';
import { grantRequestsTexts } from './texts/index.js';

interface AnswerModalProps {
  readonly creditorId: string;
  readonly request: Schemas['GrantRequestDto'];
  readonly says: 'yes' | 'no';
  readonly onClose: () => void;
}

/** Asks for the words of the answer, and says what follows from it. Opened by being there. */
export function AnswerModal({ creditorId, request: { taskId, kind }, says, onClose }: AnswerModalProps) {
  const t = useTexts(grantRequestsTexts);
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (reason: string) =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/grant-requests/{taskId}/answer', {
          params: { path: { creditorId, taskId } },
          body: { answer: says, reason },
        }),
      ),
    onSuccess: async () => {
      notifications.show({ message: says === 'yes' ? t.saidYes : t.saidNo, color: 'teal' });
      onClose();
      await Promise.all(
        [['grant-requests'], ['case'], COMPANIES_KEY].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
  const forGood = kind === 'principal-reduction' ? ` ${t.forGood}` : '';
  return (
    <ReasonModal
      title={says === 'yes' ? t.yesTitle : t.noTitle}
      lead={says === 'yes' ? `${t.yesLead}${forGood}` : t.noLead}
      label={t.words}
      submit={says === 'yes' ? t.yes : t.no}
      isPending={send.isPending}
      error={send.error}
      onSubmit={(reason) => send.mutate(reason)}
      onClose={onClose}
    />
  );
}
