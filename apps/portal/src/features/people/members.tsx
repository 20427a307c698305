import { ActionIcon, Badge, Group, Menu, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { IconDots, IconLogout, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmModal } from '../../components/confirm-modal.js';
import { Day } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { WideTable } from '../../components/wide-table.js';
import { useTexts } from '../../i18n/use-texts.js';
import { useMe } from '../../session/me.js';
import { peopleTexts } from './texts/index.js';
import { type Member, type People, usePeopleOrder } from './use-people-orders.js';

/** Everybody who belongs to the organisation, with the role as a choice. */
export function Members({ people }: { readonly people: People }) {
  const t = useTexts(peopleTexts);
  const order = usePeopleOrder(people.organisationId);
  const [leaving, setLeaving] = useState<Member>();
  return (
    <Stack gap="sm">
      {order.error && !leaving && <ProblemAlert error={order.error} />}
      <WideTable
        label={t.members}
        head={[t.name, t.role, t.since, t.signedIn, t.secondStep, '']}
        minWidth={820}
      >
        {people.members.map((member) => (
          <MemberLine
            key={member.userId}
            member={member}
            roles={people.roles}
            isPending={order.isPending}
            onRole={(role) => order.mutate({ kind: 'role', member, role })}
            onEndSessions={() => order.mutate({ kind: 'end-sessions', member })}
            onRemove={() => {
              order.reset();
              setLeaving(member);
            }}
          />
        ))}
      </WideTable>
      {leaving && (
        <ConfirmModal
          title={t.removeTitle(leaving.name)}
          lead={t.removeWhy}
          submit={t.remove}
          isPending={order.isPending}
          error={order.error}
          onSubmit={() =>
            order.mutate({ kind: 'remove', member: leaving }, { onSuccess: () => setLeaving(undefined) })
          }
          onClose={() => setLeaving(undefined)}
        />
      )}
    </Stack>
  );
}

interface MemberLineProps {
  readonly member: Member;
  readonly roles: readonly string[];
  readonly isPending: boolean;
  readonly onRole: (role: string) => void;
  readonly onEndSessions: () => void;
  readonly onRemove: () => void;
}

function MemberLine({ member, roles, isPending, onRole, onEndSessions, onRemove }: MemberLineProps) {
  const t = useTexts(peopleTexts);
  const { userId } = useMe();
  const { name, email, role, joinedAt, sessions, twoFactor } = member;
  const isSelf = member.userId === userId;
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={0}>
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            {isSelf && (
              <Badge size="sm" variant="light">
                {t.you}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td>
        {isSelf ? (
          (t.roles[role]?.name ?? role)
        ) : (
          <NativeSelect
            aria-label={t.roleOf(name)}
            miw={190}
            value={role}
            disabled={isPending}
            data={roles.map((each) => ({ value: each, label: t.roles[each]?.name ?? each }))}
            onChange={({ currentTarget }) => onRole(currentTarget.value)}
          />
        )}
      </Table.Td>
      <Table.Td>
        <Day on={joinedAt.slice(0, 10)} />
      </Table.Td>
      <Table.Td>{t.places(sessions)}</Table.Td>
      <Table.Td>{twoFactor ? t.on : t.off}</Table.Td>
      <Table.Td>
        {!isSelf && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t.actions(name)}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconLogout size={16} />} onClick={onEndSessions}>
                {t.endSessions}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconUserMinus size={16} />} onClick={onRemove}>
                {t.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
