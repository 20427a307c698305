import { answer } from '@app/client';
import { Alert, Badge, Button, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryStates } from '../../components/list-page.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import {
  type Connection,
  connectionQuery,
  type ConnectionPath,
  ledgersQuery,
  type Preflight,
} from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import { isProposal } from '../../session/proposals.js';
import { connectTexts } from './texts/index.js';

interface AccountsStepProps {
  readonly path: ConnectionPath;
  readonly connection: Connection;
  readonly onNext: () => void;
}

interface Offers {
  readonly targets: Preflight['writeBackTargets'];
  readonly beside: Preflight['writeBackAccounts'];
}

const offersQuery = (path: ConnectionPath) =>
  queryOptions({
    queryKey: ['write-back-offers', path.connectionId],
    queryFn: async (): Promise<Offers> => {
      const one = '/api/v1/creditors/{creditorId}/connections/{connectionId}';
      const [targets, beside] = await Promise.all([
        answer(hub.GET(`${one}/write-back-targets`, { params: { path } })),
        answer(hub.GET(`${one}/write-back-accounts`, { params: { path } })),
      ]);
      return { targets, beside };
    },
  });

/** Where payments are booked, with what the ledger offers and what we propose. */
export function AccountsStep({ path, connection, onNext }: AccountsStepProps) {
  const t = useTexts(connectTexts);
  const common = useTexts(commonTexts);
  const ledgers = useQuery(ledgersQuery);
  const ledger = ledgers.data?.find(({ key }) => key === connection.connectorKey);
  const writesBack = ledger?.capabilities.includes('write-back') ?? true;
  const offers = useQuery({ ...offersQuery(path), enabled: writesBack });
  if (!writesBack) {
    return (
      <Stack align="flex-start">
        <Alert color="blue">{t.noWriteBack}</Alert>
        <Button onClick={onNext}>{common.next}</Button>
      </Stack>
    );
  }
  return (
    <QueryStates
      query={offers}
      empty={({ targets }) =>
        targets.length === 0 ? (
          <Stack align="flex-start">
            <Alert color="yellow">{t.noTargets}</Alert>
            <Button variant="default" onClick={onNext}>
              {common.next}
            </Button>
          </Stack>
        ) : undefined
      }
    >
      {(found) => <AccountsForm path={path} connection={connection} offers={found} onNext={onNext} />}
    </QueryStates>
  );
}

const LEFT = 'left';

function AccountsForm({ path, connection, offers, onNext }: AccountsStepProps & { readonly offers: Offers }) {
  const t = useTexts(connectTexts);
  const common = useTexts(commonTexts);
  const queries = useQueryClient();
  const { targets, beside } = offers;
  const { writeBack } = connection;
  const chosenBefore = targets.findIndex(({ target }) => same(target, writeBack.target));
  const proposed = targets.findIndex((target) => target.proposed);
  const [chosen, setChosen] = useState(String(chosenBefore >= 0 ? chosenBefore : Math.max(proposed, 0)));
  const [mode, setMode] = useState(writeBack.mode);
  const [interest, setInterest] = useState(
    firstChoice(beside, 'interest', writeBack.interestAccount, writeBack.target),
  );
  const [fees, setFees] = useState(firstChoice(beside, 'fees', writeBack.feesAccount, writeBack.target));
  const accountOf = (choice: string) => beside.accounts[Number(choice)]?.account ?? null;
  const save = useMutation({
    mutationFn: () => {
      const target = targets[Number(chosen)]?.target;
      return answer(
        hub.PUT('/api/v1/creditors/{creditorId}/connections/{connectionId}/write-back', {
          params: { path },
          body: {
            mode,
            ...(target === undefined ? {} : { target }),
            ...(beside.bookedWithPayment
              ? {
                  interestAccount: interest === LEFT ? null : accountOf(interest),
                  feesAccount: fees === LEFT ? null : accountOf(fees),
                }
              : {}),
          },
        }),
      );
    },
    onSuccess: (saved) => {
      if (isProposal(saved)) notifications.show({ message: common.awaitsSecondPerson, color: 'yellow' });
      else queries.setQueryData(connectionQuery(path).queryKey, saved);
      onNext();
    },
  });
  const besideOptions = [
    { value: LEFT, label: t.leftForRemittance },
    ...beside.accounts.map(({ label }, index) => ({ value: String(index), label })),
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack maw={620}>
        <Text c="dimmed">{t.accountsLead}</Text>
        {save.error && <ProblemAlert error={save.error} />}
        <Radio.Group label={t.target} value={chosen} onChange={setChosen}>
          <Stack gap="xs" mt="xs">
            {targets.map(({ label, proposed: isProposed, note }, index) => (
              <Radio
                key={label}
                value={String(index)}
                label={
                  <Group gap={8} component="span">
                    {label}
                    {isProposed && (
                      <Badge component="span" size="sm" variant="light" style={{ textTransform: 'none' }}>
                        {t.proposed}
                      </Badge>
                    )}
                  </Group>
                }
                {...(note === undefined ? {} : { description: note })}
              />
            ))}
          </Stack>
        </Radio.Group>
        {beside.bookedWithPayment && beside.accounts.length > 0 && (
          <>
            <Select
              label={t.interest}
              data={besideOptions}
              value={interest}
              allowDeselect={false}
              searchable
              onChange={(value) => setInterest(value ?? LEFT)}
            />
            <Select
              label={t.fees}
              data={besideOptions}
              value={fees}
              allowDeselect={false}
              searchable
              onChange={(value) => setFees(value ?? LEFT)}
            />
          </>
        )}
        <Radio.Group
          label={t.mode}
          value={mode}
          onChange={(value) => setMode(value === 'approve' ? 'approve' : 'automatic')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="automatic" label={t.modeAutomatic} />
            <Radio value="approve" label={t.modeApprove} />
          </Stack>
        </Radio.Group>
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t.saveAndNext}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What was chosen; the proposal where nothing has been chosen yet. */
function firstChoice(
  { accounts }: Offers['beside'],
  kind: 'interest' | 'fees',
  known: unknown,
  target: unknown,
): string {
  const place =
    target === null
      ? accounts.findIndex(({ proposedFor }) => (proposedFor as readonly string[]).includes(kind))
      : accounts.findIndex(({ account }) => same(account, known));
  return place >= 0 ? String(place) : LEFT;
}

function same(a: unknown, b: unknown): boolean {
  return b !== null && JSON.stringify(a) === JSON.stringify(b);
}
