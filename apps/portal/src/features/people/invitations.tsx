import { Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Instant } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { WideTable } from '../../components/wide-table.js';
import { useTexts } from '../../i18n/use-texts.js';
import { type Invited, InviteModal } from './invite.js';
import { peopleTexts } from './texts/index.js';
import { type People, usePeopleOrder } from './use-people-orders.js';

/** Who was invited and has not come yet. */
export function Invitations({ people, now }: { readonly people: People; readonly now: number }) {
  const t = useTexts(peopleTexts);
  const order = usePeopleOrder(people.organisationId);
  const [again, setAgain] = useState<Invited>();
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t.invitations}
      </Title>
      {order.error && <ProblemAlert error={order.error} />}
      {people.invitations.length === 0 ? (
        <Text c="dimmed">{t.noInvitations}</Text>
      ) : (
        <WideTable label={t.invitations} head={[t.email, t.role, t.until, '']} minWidth={640}>
          {people.invitations.map(({ email, role, expiresAt }) => (
            <Table.Tr key={email}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{email}</Table.Td>
              <Table.Td>{t.roles[role]?.name ?? role}</Table.Td>
              <Table.Td>
                {Date.parse(expiresAt) < now ? (
                  <Badge color="orange" variant="light">
                    {t.expired}
                  </Badge>
                ) : (
                  <Instant at={expiresAt} />
                )}
              </Table.Td>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <Button
                    size="xs"
                    variant="default"
                    disabled={order.isPending}
                    aria-label={`${t.resend}: ${email}`}
                    onClick={() => setAgain({ email, role })}
                  >
                    {t.resend}
                  </Button>
                  <Button
                    size="xs"
                    variant="subtle"
                    color="red"
                    disabled={order.isPending}
                    onClick={() => order.mutate({ kind: 'withdraw', email })}
                  >
                    {t.withdraw}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
      {again && <InviteModal people={people} begun={again} onClose={() => setAgain(undefined)} />}
    </Stack>
  );
}
