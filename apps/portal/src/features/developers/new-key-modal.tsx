import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { developersTexts } from './texts/index.js';
import type { Scope, useKeys } from './use-keys.js';

const VALID_DAYS = [30, 90, 365, 730] as const;

interface NewKeyModalProps {
  readonly givable: readonly Scope[];
  readonly make: ReturnType<typeof useKeys>['make'];
  readonly onClose: () => void;
}

/** Name, scopes and life of a new key; only reading is chosen beforehand. */
export function NewKeyModal({ givable, make, onClose }: NewKeyModalProps) {
  const t = useTexts(developersTexts);
  const common = useTexts(commonTexts);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['see']);
  const [validDays, setValidDays] = useState('365');
  const isWhole = name.trim() !== '' && scopes.length > 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.newKey}
      closeButtonProps={{ 'aria-label': common.close }}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate(
            {
              name: name.trim(),
              scopes: givable.filter((scope) => scopes.includes(scope)),
              validDays: Number(validDays),
            },
            { onSuccess: onClose },
          );
        }}
      >
        <Stack>
          {make.error && <ProblemAlert error={make.error} />}
          <TextInput
            label={t.name}
            description={t.nameWhy}
            maxLength={100}
            required
            withAsterisk={false}
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Checkbox.Group label={t.scopes} description={t.scopesWhy} value={scopes} onChange={setScopes}>
            <Stack gap="xs" mt="xs">
              {givable.map((scope) => (
                <Checkbox key={scope} value={scope} label={t.scopeNames[scope]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NativeSelect
            label={t.validFor}
            value={validDays}
            onChange={({ currentTarget }) => setValidDays(currentTarget.value)}
            data={VALID_DAYS.map((days) => ({ value: String(days), label: t.days(days) }))}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={!isWhole}>
              {t.makeKey}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
