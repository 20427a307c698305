import { Badge, Button, Group, Modal, Radio, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconMailPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Instant } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { WideTable } from '../../components/wide-table.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { peopleTexts } from './texts/index.js';
import { type People, usePeopleOrder } from './use-people-orders.js';

/** Who was invited and has not come yet. */
export function Invitations({ people, now }: { readonly people: People; readonly now: number }) {
  const t = useTexts(peopleTexts);
  const order = usePeopleOrder(people.organisationId);
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
                    onClick={() => order.mutate({ kind: 'invite', email, role })}
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
    </Stack>
  );
}

/** The button that invites, and its form. */
export function Invite({ people }: { readonly people: People }) {
  const t = useTexts(peopleTexts);
  const { close: closeText } = useTexts(commonTexts);
  const order = usePeopleOrder(people.organisationId);
  const [isOpen, setIsOpen] = useState(false);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    order.mutate(
      { kind: 'invite', email: email.trim(), role },
      {
        onSuccess: () => {
          setIsOpen(false);
          setEmail('');
        },
      },
    );
  };
  return (
    <>
      <Button leftSection={<IconMailPlus size={16} />} onClick={() => setIsOpen(true)}>
        {t.invite}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={t.inviteTitle}
        closeButtonProps={{ 'aria-label': closeText }}
        centered
      >
        <form onSubmit={submit}>
          <Stack>
            {order.error && <ProblemAlert error={order.error} />}
            <TextInput
              label={t.email}
              type="email"
              required
              withAsterisk={false}
              data-autofocus
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <Radio.Group label={t.role} value={role} onChange={setRole}>
              <Stack gap="xs" mt="xs">
                {people.roles.map((each) => (
                  <Radio
                    key={each}
                    value={each}
                    label={t.roles[each]?.name ?? each}
                    description={t.roles[each]?.may}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Group justify="flex-end">
              <Button type="submit" loading={order.isPending} disabled={role === ''}>
                {t.send}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
