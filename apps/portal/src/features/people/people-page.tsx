import { Button, Code, CopyButton, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ListPage } from '../../components/list-page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, type Me, useMe } from '../../session/me.js';
import { Invitations } from './invitations.js';
import { Invite } from './invite.js';
import { Members } from './members.js';
import { NewOrganisation } from './new-organisation.js';
import { peopleTexts } from './texts/index.js';
import { organisationsQuery, peopleQuery } from './use-people-orders.js';

/** Members and invitations of one organisation; which one stands in the address. */
export default function PeoplePage() {
  const t = useTexts(peopleTexts);
  const me = useMe();
  const runsHub = hasCollectorRight(me, 'manage-people');
  const { data: all } = useQuery({ ...organisationsQuery, enabled: runsHub });
  const choices = all ?? ownOrganisations(me);
  const navigate = useNavigate();
  const { organisation: asked } = useSearch({ strict: false }) as { readonly organisation?: string };
  const organisationId = asked ?? ownOrganisations(me)[0]?.organisationId ?? '';
  const look = (organisation: string): void => void navigate({ to: '.', search: { organisation } as never });
  const query = useQuery({ ...peopleQuery(organisationId), enabled: organisationId !== '' });
  return (
    <ListPage
      title={t.title}
      lead={t.lead}
      query={query}
      actions={
        <>
          {runsHub && <NewOrganisation onMade={look} />}
          {query.data && <Invite people={query.data} />}
        </>
      }
      filters={
        choices.length > 1 && (
          <NativeSelect
            label={t.organisation}
            maw={420}
            value={organisationId}
            data={choices.map((each) => ({ value: each.organisationId, label: each.organisation }))}
            onChange={({ currentTarget }) => look(currentTarget.value)}
          />
        )
      }
    >
      {(people) => (
        <Stack gap="xl">
          <Members people={people} />
          <Invitations people={people} now={query.dataUpdatedAt} />
          {people.kind === 'accounting-firm' && <FirmNumber id={people.organisationId} />}
        </Stack>
      )}
    </ListPage>
  );
}

function ownOrganisations({ memberships }: Me): Me['memberships'] {
  return memberships.filter(({ rights }) => rights.includes('manage-people'));
}

/** What a company that lets the firm in has to enter. */
function FirmNumber({ id }: { readonly id: string }) {
  const t = useTexts(peopleTexts);
  return (
    <Stack gap={4}>
      <Text fw={600}>{t.number}</Text>
      <Text size="sm" c="dimmed">
        {t.numberWhy}
      </Text>
      <Group gap="sm">
        <Code>{id}</Code>
        <CopyButton value={id}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
