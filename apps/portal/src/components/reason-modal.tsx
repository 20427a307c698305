import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';
import { ProblemAlert } from './problem-alert.js';

interface ReasonModalProps {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly submit: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
}

const REASON_LENGTH_MAX = 500;

/** Asks why, for the history, before something is taken back. Opened by being there. */
export function ReasonModal({
  title,
  lead,
  label,
  submit,
  isPending,
  error,
  onSubmit,
  onClose,
}: ReasonModalProps) {
  const t = useTexts(commonTexts);
  const [reason, setReason] = useState('');
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t.close }} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(reason.trim());
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
          {error !== null && error !== undefined && <ProblemAlert error={error} />}
          <Textarea
            label={label}
            required
            withAsterisk={false}
            autosize
            minRows={2}
            maxLength={REASON_LENGTH_MAX}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" loading={isPending} disabled={reason.trim() === ''}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
