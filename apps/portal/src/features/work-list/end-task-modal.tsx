import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ReasonModal } from '../../components/reason-modal.js';
import { taskText, taskWords } from '../../i18n/task-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { workListTexts } from './texts/index.js';
import type { WorkItem } from './work-item-card.js';

interface EndTaskModalProps {
  readonly item: WorkItem;
  readonly onClose: () => void;
}

/** What came of a task, for the case's history. */
export function EndTaskModal({ item: { creditorId, caseId, id, key, title }, onClose }: EndTaskModalProps) {
  const t = useTexts(workListTexts);
  const words = useTexts(taskWords);
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (reason: string) =>
      hub.POST('/api/v1/creditors/{creditorId}/cases/{caseId}/tasks/{taskId}/end', {
        params: { path: { creditorId, caseId, taskId: id ?? '' } },
        body: { state: 'done', reason },
      }),
    onSuccess: async () => {
      await Promise.all(
        ['work-list', 'case', 'cases'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      );
      notifications.show({ message: t.ended, color: 'teal' });
      onClose();
    },
  });
  return (
    <ReasonModal
      title={t.end}
      lead={taskText(words, key, title).title}
      label={t.outcome}
      submit={t.end}
      isPending={end.isPending}
      error={end.error}
      onSubmit={(reason) => end.mutate(reason)}
      onClose={onClose}
    />
  );
}
