import { Button, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { caseWords } from '../../i18n/case-words/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { creditorsQuery, type ListSearch } from './list-query.js';
import { casesTexts } from './texts/index.js';

interface CaseFiltersProps {
  readonly search: ListSearch;
  readonly onChange: (search: ListSearch) => void;
}

const AGES = ['30', '90', '180', '365', '730'] as const;
const STATES = ['open', 'legal', 'closed', 'all'] as const;
const ORDERS = ['newest', 'oldest', 'largest'] as const;

/** Search and filters; each change is at once in the address. What is typed counts when the form is sent. */
export function CaseFilters({ search, onChange }: CaseFiltersProps) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const { data: creditors = [] } = useQuery(creditorsQuery);
  const [isOpen, { toggle }] = useDisclosure(false);
  const [typed, setTyped] = useState(search);
  const key = JSON.stringify(search);
  useEffect(() => setTyped(JSON.parse(key) as ListSearch), [key]);
  const leftOut = (part: keyof ListSearch): ListSearch =>
    Object.fromEntries(Object.entries(search).filter(([name]) => name !== part));
  const pick = (part: keyof ListSearch) => (value: string | null) =>
    onChange(value === null || value === '' ? leftOut(part) : { ...search, [part]: value });
  const text = (part: 'q' | 'min' | 'max') => ({
    value: typed[part] ?? '',
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setTyped((before) => ({ ...before, [part]: value })),
  });
  const options = (named: Readonly<Record<string, string>>) =>
    Object.entries(named).map(([value, label]) => ({ value, label }));
  const choice = (
    part: keyof ListSearch,
    label: string,
    named: Readonly<Record<string, string>>,
    without: string = t.all,
  ) => (
    <Select
      label={label}
      data={options(named)}
      value={search[part] ?? null}
      onChange={pick(part)}
      placeholder={without}
      clearable
      searchable={Object.keys(named).length > 8}
      nothingFoundMessage={t.nothingFound}
    />
  );
  const send = (): void =>
    onChange(
      Object.fromEntries(Object.entries({ ...search, ...typed }).filter(([, value]) => value.trim() !== '')),
    );
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Group align="flex-end" mb="sm">
        <TextInput
          {...text('q')}
          label={t.search}
          description={t.searchHelp}
          leftSection={<IconSearch size={16} aria-hidden />}
          type="search"
          maxLength={100}
          style={{ flexGrow: 1, maxWidth: 560 }}
        />
        <Button type="submit">{t.find}</Button>
        {Object.keys(search).length > 0 && (
          <Button variant="default" leftSection={<IconX size={16} />} onClick={() => onChange({})}>
            {t.clear}
          </Button>
        )}
      </Group>
      <Button
        hiddenFrom="sm"
        variant="default"
        fullWidth
        leftSection={<IconFilter size={16} />}
        aria-expanded={isOpen}
        onClick={toggle}
        mb="sm"
      >
        {t.filters}
      </Button>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }} spacing="sm" {...(isOpen ? {} : { visibleFrom: 'sm' })}>
        {choice(
          'creditor',
          t.creditor,
          Object.fromEntries(creditors.map(({ creditorId, name }) => [creditorId, name])),
        )}
        {choice(
          'state',
          t.state,
          Object.fromEntries(STATES.map((state) => [state, t.states[state]])),
          search.q ? t.states.all : t.states.open,
        )}
        {choice('step', t.nextStep, words.steps)}
        {choice('held', t.heldBy, words.holds)}
        {choice('age', t.age, Object.fromEntries(AGES.map((days) => [days, t.olderThan(days)])))}
        <TextInput {...text('min')} label={t.min} inputMode="decimal" onBlur={send} />
        <TextInput {...text('max')} label={t.max} inputMode="decimal" onBlur={send} />
        {choice(
          'order',
          t.order,
          Object.fromEntries(ORDERS.map((order) => [order, t.orderNames[order]])),
          search.min || search.max ? t.orderNames.largest : t.orderNames.newest,
        )}
      </SimpleGrid>
    </form>
  );
}
