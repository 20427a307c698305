import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';
import { ProblemAlert } from './problem-alert.js';

interface ConfirmModalProps {
  readonly title: string;
  /** What follows from it. */
  readonly lead: string;
  readonly submit: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

/** Asks once more before somebody loses something, or something ends for good. Opened by being there. */
export function ConfirmModal({
  title,
  lead,
  submit,
  isPending,
  error,
  onSubmit,
  onClose,
}: ConfirmModalProps) {
  const t = useTexts(commonTexts);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t.close }} centered>
      <Stack>
        <Text size="sm">{lead}</Text>
        {error !== null && error !== undefined && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t.cancel}
          </Button>
          <Button color="red.9" loading={isPending} onClick={onSubmit}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
