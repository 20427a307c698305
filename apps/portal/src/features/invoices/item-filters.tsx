import { Button, Group, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useTexts } from '../../i18n/use-texts.js';
import { ALL, type Chosen, isFiltered } from './items.js';
import { invoicesTexts } from './texts/index.js';

interface ItemFiltersProps {
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

/** A period of due days and a customer: what is left out together is found together. */
export function ItemFilters({ chosen, onChange }: ItemFiltersProps) {
  const t = useTexts(invoicesTexts);
  const [isOpen, { open, close }] = useDisclosure(false);
  const field = (part: keyof Chosen, type: 'date' | 'text', label: string) => (
    <TextInput
      label={label}
      type={type}
      value={chosen[part]}
      onChange={({ currentTarget: { value } }) => onChange({ ...chosen, [part]: value })}
    />
  );
  if (!isOpen && !isFiltered(chosen))
    return (
      <Group>
        <Button variant="subtle" size="compact-sm" leftSection={<IconFilter size={16} />} onClick={open}>
          {t.filter}
        </Button>
      </Group>
    );
  return (
    <Group align="flex-end" gap="sm">
      {field('dueFrom', 'date', t.dueFrom)}
      {field('dueTo', 'date', t.dueTo)}
      {field('customerNumber', 'text', t.customerNumber)}
      <Button
        variant="subtle"
        leftSection={<IconX size={16} />}
        onClick={() => {
          onChange(ALL);
          close();
        }}
      >
        {t.noFilter}
      </Button>
    </Group>
  );
}
