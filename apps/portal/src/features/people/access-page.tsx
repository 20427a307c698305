import { answer, type Schemas } from '@app/client';
import { Badge, Button, Group, Modal, Stack, Table, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDoorEnter, IconLockAccess } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useCreditorId } from '../../components/company-connections.js';
import { ConfirmModal } from '../../components/confirm-modal.js';
import { Instant } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { ListPage } from '../../components/list-page.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { WideTable } from '../../components/wide-table.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { peopleTexts } from './texts/index.js';

type Access = Schemas['AccessDto'];

const accessQuery = (creditorId: string) =>
  queryOptions({
    queryKey: ['access', creditorId],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/access', { params: { path: { creditorId } } })),
  });

/** Accounting firms that the company lets in, and let in before. */
export default function AccessPage() {
  const t = useTexts(peopleTexts);
  const creditorId = useCreditorId();
  const query = useQuery(accessQuery(creditorId));
  const [ending, setEnding] = useState<Access>();
  return (
    <ListPage
      title={t.accessTitle}
      lead={t.accessLead}
      query={query}
      actions={<LetIn creditorId={creditorId} />}
      empty={(rows) =>
        rows.length === 0 ? (
          <EmptyState icon={IconLockAccess} title={t.noAccess}>
            {t.noAccessWhy}
          </EmptyState>
        ) : undefined
      }
    >
      {(rows) => (
        <>
          <WideTable label={t.accessTitle} head={[t.firm, t.from, t.to, '']} minWidth={640}>
            {rows.map((access) => (
              <Table.Tr key={access.organisationId}>
                <Table.Td>{access.organisation}</Table.Td>
                <Table.Td>
                  <Instant at={access.grantedAt} />
                </Table.Td>
                <Table.Td>
                  {access.endedAt ? (
                    <Instant at={access.endedAt} />
                  ) : (
                    <Badge color="teal" variant="light">
                      {t.now}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>
                  {access.endedAt === null && (
                    <Button size="xs" variant="subtle" color="red" onClick={() => setEnding(access)}>
                      {t.end}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
          {ending && <End creditorId={creditorId} access={ending} onClose={() => setEnding(undefined)} />}
        </>
      )}
    </ListPage>
  );
}

interface EndProps {
  readonly creditorId: string;
  readonly access: Access;
  readonly onClose: () => void;
}

function End({ creditorId, access: { organisationId, organisation }, onClose }: EndProps) {
  const t = useTexts(peopleTexts);
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () =>
      answer(
        hub.DELETE('/api/v1/creditors/{creditorId}/access/{organisationId}', {
          params: { path: { creditorId, organisationId } },
        }),
      ),
    onSuccess: () => {
      notifications.show({ message: t.ended(organisation) });
      onClose();
      return queries.invalidateQueries({ queryKey: accessQuery(creditorId).queryKey });
    },
  });
  return (
    <ConfirmModal
      title={t.endTitle(organisation)}
      lead={t.endWhy}
      submit={t.end}
      isPending={end.isPending}
      error={end.error}
      onSubmit={() => end.mutate()}
      onClose={onClose}
    />
  );
}

function LetIn({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(peopleTexts);
  const { close: closeText } = useTexts(commonTexts);
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [number, setNumber] = useState('');
  const letIn = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/access', {
          params: { path: { creditorId } },
          body: { organisationId: number.trim() },
        }),
      ),
    onSuccess: () => {
      notifications.show({ message: t.letInDone });
      setIsOpen(false);
      setNumber('');
      return queries.invalidateQueries({ queryKey: accessQuery(creditorId).queryKey });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    letIn.mutate();
  };
  return (
    <>
      <Button leftSection={<IconDoorEnter size={16} />} onClick={() => setIsOpen(true)}>
        {t.letIn}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={t.letInTitle}
        closeButtonProps={{ 'aria-label': closeText }}
        centered
      >
        <form onSubmit={submit}>
          <Stack>
            {letIn.error && <ProblemAlert error={letIn.error} />}
            <TextInput
              label={t.firmNumber}
              description={t.firmNumberWhy}
              required
              withAsterisk={false}
              data-autofocus
              value={number}
              onChange={({ currentTarget }) => setNumber(currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={letIn.isPending}>
                {t.letIn}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
