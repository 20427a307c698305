import {
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { readDecimal } from '../../i18n/decimal.js';
import { useTexts } from '../../i18n/use-texts.js';
import { useCaseChanged } from './one-case.js';
import type { Field, Order, Values } from './orders.js';
import { casesTexts } from './texts/index.js';

const LENGTH_MAX = { text: 300, long: 2_000 } as const;

/** The form of one order; a refusal of the hub is shown in it, and what was typed stays. Opened by being there. */
export function OrderModal({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const t = useTexts(casesTexts);
  const common = useTexts(commonTexts);
  const changed = useCaseChanged();
  const [typed, setTyped] = useState<Values>(() => beginnings(order.fields));
  const send = useMutation({
    mutationFn: () => order.send(filled(order.fields, typed)),
    onSuccess: async (said) => {
      await changed();
      notifications.show({ message: said ?? t.done, color: said === undefined ? 'teal' : 'blue' });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={order.title}
      closeButtonProps={{ 'aria-label': common.close }}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {order.lead}
          </Text>
          {send.error && <ProblemAlert error={send.error} />}
          {order.fields.map((field, place) => (
            <FieldInput
              key={field.name}
              field={field}
              isFirst={place === 0}
              value={typed[field.name] ?? ''}
              onChange={(value) => setTyped((before) => ({ ...before, [field.name]: value }))}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={send.isPending} {...(order.isFinal ? { color: 'red.9' } : {})}>
              {order.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldInputProps {
  readonly field: Field;
  readonly isFirst: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FieldInput({ field, isFirst, value, onChange }: FieldInputProps) {
  const { kind, label, help, options = {}, optional = false } = field;
  const said = {
    label,
    ...(help === undefined ? {} : { description: help }),
    ...(isFirst ? { 'data-autofocus': true } : {}),
  };
  const written = {
    ...said,
    value,
    required: !optional,
    withAsterisk: false,
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(currentTarget.value),
  };
  switch (kind) {
    case 'check':
      return (
        <Checkbox
          {...said}
          checked={value === 'true'}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'true' : '')}
        />
      );
    case 'confirm':
      return (
        <Checkbox
          {...said}
          required
          checked={value === 'true'}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'true' : '')}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...written}
          data={Object.entries(options).map(([each, text]) => ({ value: each, label: text }))}
        />
      );
    case 'long':
      return <Textarea {...written} autosize minRows={2} maxLength={LENGTH_MAX.long} />;
    case 'day':
      return <TextInput {...written} type="date" />;
    case 'number':
      return <TextInput {...written} inputMode="numeric" pattern="[0-9]{1,4}" />;
    case 'amount':
      return <TextInput {...written} inputMode="decimal" />;
    case 'text':
      return <TextInput {...written} maxLength={LENGTH_MAX.text} />;
  }
}

function beginnings(fields: readonly Field[]): Values {
  return Object.fromEntries(
    fields.map(({ name, options, initial }) => [name, initial ?? Object.keys(options ?? {})[0] ?? '']),
  );
}

/** Without what was left empty; amounts as the API writes them, or as they were typed, for the hub to refuse. */
function filled(fields: readonly Field[], typed: Values): Values {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const text = (typed[name] ?? '').trim();
      if (text === '' || kind === 'confirm') return [];
      return [[name, kind === 'amount' ? (readDecimal(text) ?? text) : text]];
    }),
  );
}
