import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Page } from '../../components/page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { useMe } from '../../session/me.js';
import { NoticesCard } from './notices-card.js';
import { SecondStepCard } from './second-step-card.js';
import { accountTexts } from './texts/index.js';

/** Who one is here, and how one comes in. */
export default function AccountPage() {
  const t = useTexts(accountTexts);
  const me = useMe();
  return (
    <Page title={t.title} lead={`${me.name} · ${me.email}`}>
      <Stack maw={640}>
        <SecondStepCard isOn={me.twoFactor} />
        <NoticesCard />
        <Card withBorder>
          <Stack gap="sm">
            <Title order={2} size="h4">
              {t.organisations}
            </Title>
            {me.memberships.map(({ organisationId, organisation, kind, role }) => (
              <Group key={organisationId} justify="space-between">
                <Stack gap={0}>
                  <Text fw={600}>{organisation}</Text>
                  <Text size="sm" c="dimmed">
                    {t.kinds[kind]}
                  </Text>
                </Stack>
                <Badge variant="default">{role}</Badge>
              </Group>
            ))}
          </Stack>
        </Card>
      </Stack>
    </Page>
  );
}
