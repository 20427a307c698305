import { Badge, Card, Group, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { grantsQuery, type Ledger, ledgersQuery } from '../../session/connections.js';
import { connectTexts } from './texts/index.js';

/** Which ledger; or an access that is stored already, to go on with. */
export default function LedgersPage() {
  const t = useTexts(connectTexts);
  const ledgers = useQuery(ledgersQuery);
  return (
    <Page title={t.title} lead={t.lead}>
      <QueryStates query={ledgers}>
        {(all) => (
          <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
            {all.map((ledger) => (
              <LedgerCard key={ledger.key} ledger={ledger} />
            ))}
          </SimpleGrid>
        )}
      </QueryStates>
      <Accesses ledgers={ledgers.data ?? []} />
    </Page>
  );
}

function LedgerCard({ ledger: { key, name, countries, signIn } }: { readonly ledger: Ledger }) {
  const t = useTexts(connectTexts);
  return (
    <Card withBorder padding="lg" renderRoot={(props) => <Link to={`/connect/ledger/${key}`} {...props} />}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={650} size="lg">
            {name}
          </Text>
          <IconChevronRight size={18} aria-hidden />
        </Group>
        <Text size="sm" c="dimmed">
          {signIn ? t.bySignIn : t.byKeys}
        </Text>
        <Group gap={6}>
          {countries.map((country) => (
            <Badge key={country} variant="default" size="sm" style={{ textTransform: 'none' }}>
              {t.countries[country] ?? country}
            </Badge>
          ))}
        </Group>
      </Stack>
    </Card>
  );
}

function Accesses({ ledgers }: { readonly ledgers: readonly Ledger[] }) {
  const t = useTexts(connectTexts);
  const { data: grants = [] } = useQuery(grantsQuery);
  if (grants.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t.accesses}
      </Title>
      {grants.map(({ grantId, label, connectorKey, connections, owner }) => (
        <UnstyledButton key={grantId} component={Link} to={`/connect/access/${grantId}`}>
          <Card withBorder padding="sm">
            <Group justify="space-between" wrap="nowrap">
              <Stack gap={0}>
                <Text fw={600}>{label}</Text>
                <Text size="sm" c="dimmed">
                  {ledgers.find(({ key }) => key === connectorKey)?.name ?? connectorKey} ·{' '}
                  {t.connected(connections)}
                  {owner && ` · ${owner.name}`}
                </Text>
              </Stack>
              <IconChevronRight size={18} aria-hidden />
            </Group>
          </Card>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
