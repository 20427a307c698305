import { answer } from '@app/client';
import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import type { DebtorPath, PartRetention } from './erasure-query.js';
import { dataProtectionTexts } from './texts/index.js';

const REASON_LENGTH = { min: 3, max: 200 } as const;
/** Whatever shows something of a debtor. */
const SHOWN_IN = ['erasure', 'case-debtor', 'debtor-cases', 'case', 'cases', 'personal-data-accesses'];

interface EraseModalProps {
  readonly path: DebtorPath;
  /** Is to be typed, so that nobody erases by a slip. */
  readonly name: string;
  readonly parts: readonly PartRetention['part'][];
  readonly onClose: () => void;
}

/** What goes, why, and the debtor's name in the person's own hand. Opened by being there. */
export function EraseModal({ path, name, parts, onClose }: EraseModalProps) {
  const t = useTexts(dataProtectionTexts);
  const common = useTexts(commonTexts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const erase = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/case-debtors/{debtorId}/erasure', {
          params: { path },
          body: { reason: reason.trim() },
        }),
      ),
    onSuccess: async () => {
      notifications.show({ message: t.eraseDone, color: 'teal' });
      onClose();
      await Promise.all(SHOWN_IN.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  const isSure = typed.trim().toLowerCase() === name.trim().toLowerCase();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.eraseTitle}
      closeButtonProps={{ 'aria-label': common.close }}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          erase.mutate();
        }}
      >
        <Stack>
          <div>
            <Text>{t.eraseLead}</Text>
            <List size="sm" mt="xs">
              {parts.map((part) => (
                <List.Item key={part}>{t.parts[part].what}</List.Item>
              ))}
            </List>
          </div>
          {erase.error && <ProblemAlert error={erase.error} />}
          <TextInput
            label={t.eraseReason}
            description={t.eraseReasonHelp}
            required
            withAsterisk={false}
            minLength={REASON_LENGTH.min}
            maxLength={REASON_LENGTH.max}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <TextInput
            label={t.eraseType(name)}
            required
            withAsterisk={false}
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button
              type="submit"
              color="red.9"
              loading={erase.isPending}
              disabled={!isSure || reason.trim().length < REASON_LENGTH.min}
            >
              {t.erase}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
