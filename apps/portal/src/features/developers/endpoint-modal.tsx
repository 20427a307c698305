import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { EVENT_TYPES, type EventType } from './event-types.js';
import { developersTexts } from './texts/index.js';

export interface EndpointWish {
  readonly url: string;
  readonly description: string;
  readonly types: EventType[];
}

interface EndpointModalProps {
  readonly title: string;
  readonly submit: string;
  /** Of an endpoint that is changed. */
  readonly begun?: EndpointWish;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: (wish: EndpointWish) => void;
  readonly onClose: () => void;
}

/** Where to, and what of: for a new endpoint, or one that is changed. Opened by being there. */
export function EndpointModal({
  title,
  submit,
  begun,
  isPending,
  error,
  onSubmit,
  onClose,
}: EndpointModalProps) {
  const t = useTexts(developersTexts);
  const common = useTexts(commonTexts);
  const [url, setUrl] = useState(begun?.url ?? '');
  const [description, setDescription] = useState(begun?.description ?? '');
  const [types, setTypes] = useState<EventType[]>(begun?.types ?? []);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common.close }} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit({ url: url.trim(), description: description.trim(), types });
        }}
      >
        <Stack>
          {error !== null && error !== undefined && <ProblemAlert error={error} />}
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
            <Button type="submit" loading={isPending} disabled={url.trim() === ''}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
