import { Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconBuildingStore, IconPlugConnected, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { Page } from '../../components/page.js';
import { PagedStates } from '../../components/paged-states.js';
import { useTexts } from '../../i18n/use-texts.js';
import { companiesQuery, type Company } from '../../session/companies.js';
import { mayConnect, useMe } from '../../session/me.js';
import { CompanyRows } from './company-rows.js';
import { Summary } from './summary.js';
import { startTexts } from './texts/index.js';

/** Every company within reach, the most urgent first, each with one sentence of what to do. */
export default function StartPage() {
  const t = useTexts(startTexts);
  const me = useMe();
  const query = useInfiniteQuery(companiesQuery);
  const isConnecting = mayConnect(me);
  const connect = isConnecting && (
    <Button component={Link} to="/connect" leftSection={<IconPlugConnected size={18} />}>
      {t.connect}
    </Button>
  );
  const pages = query.data?.pages;
  const companies = pages?.flatMap((page) => page.companies) ?? [];
  return (
    <Page title={t.title} lead={t.lead} actions={companies.length > 0 && connect}>
      <PagedStates
        query={query}
        rows={pages && companies}
        empty={
          <EmptyState icon={IconBuildingStore} title={t.noneTitle} action={connect}>
            {isConnecting ? t.none : t.noneForYou}
          </EmptyState>
        }
      >
        {(found) => (
          <>
            <Summary companies={found} />
            <Companies companies={found} asOf={pages?.at(-1)?.asOf ?? ''} />
          </>
        )}
      </PagedStates>
    </Page>
  );
}

function Companies({ companies, asOf }: { readonly companies: readonly Company[]; readonly asOf: string }) {
  const t = useTexts(startTexts);
  const [wanted, setWanted] = useState('');
  const [onlyToDo, setOnlyToDo] = useState(false);
  const words = wanted.trim().toLowerCase();
  const shown = companies
    .filter(
      ({ name, organisationNumber, toDo }) =>
        (!onlyToDo || toDo.length > 0) &&
        (name.toLowerCase().includes(words) || organisationNumber.includes(words.replaceAll(' ', ''))),
    )
    .toSorted((a, b) => a.urgency - b.urgency || a.name.localeCompare(b.name));
  return (
    <Stack gap="md">
      <Group gap="md">
        <TextInput
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          style={{ flex: '1 1 260px', maxWidth: 420 }}
        />
        <Checkbox
          label={t.onlyToDo}
          checked={onlyToDo}
          onChange={({ currentTarget }) => setOnlyToDo(currentTarget.checked)}
        />
      </Group>
      {shown.length === 0 ? (
        <Text c="dimmed">{onlyToDo && words === '' ? t.allWell : t.nothingFound}</Text>
      ) : (
        <SimpleGrid cols={1} spacing="sm">
          <CompanyRows companies={shown} asOf={asOf} />
        </SimpleGrid>
      )}
    </Stack>
  );
}
