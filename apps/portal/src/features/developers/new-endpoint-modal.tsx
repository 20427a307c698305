import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { EVENT_TYPES, type EventType } from './event-types.js';
import { developersTexts } from './texts/index.js';
import type { useNewEndpoint } from './use-endpoints.js';

interface NewEndpointModalProps {
  readonly make: ReturnType<typeof useNewEndpoint>;
  readonly onClose: () => void;
}

/** Where to, and what of. */
export function NewEndpointModal({ make, onClose }: NewEndpointModalProps) {
  const t = useTexts(developersTexts);
  const common = useTexts(commonTexts);
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [types, setTypes] = useState<EventType[]>([]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.newEndpoint}
      closeButtonProps={{ 'aria-label': common.close }}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate({ url: url.trim(), description: description.trim(), types }, { onSuccess: onClose });
        }}
      >
        <Stack>
          {make.error && <ProblemAlert error={make.error} />}
          <TextInput
            label={t.address}
            description={t.addressWhy}
            placeholder="https://"
            maxLength={300}
            required
            withAsterisk={false}
            data-autofocus
            value={url}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          />
          <TextInput
            label={t.description}
            maxLength={200}
            value={description}
            onChange={({ currentTarget }) => setDescription(currentTarget.value)}
          />
          <MultiSelect
            label={t.types}
            description={t.typesWhy}
            data={[...EVENT_TYPES]}
            value={types}
            onChange={(chosen) => setTypes(EVENT_TYPES.filter((type) => chosen.includes(type)))}
            placeholder={types.length === 0 ? t.allTypes : ''}
            searchable
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={url.trim() === ''}>
              {t.makeEndpoint}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
