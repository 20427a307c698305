import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { ConnectionPath } from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import { invoicesTexts } from './texts/index.js';

/** The ledger does not say whether a customer is a person: people have other rights, so somebody must. */
export function WhoIs({
  path,
  ledgerDebtorId,
}: {
  readonly path: ConnectionPath;
  readonly ledgerDebtorId: string;
}) {
  const t = useTexts(invoicesTexts);
  const tell = useMutation({
    mutationFn: (kind: 'person' | 'company') =>
      hub.PUT('/api/v1/creditors/{creditorId}/connections/{connectionId}/debtors/{ledgerDebtorId}/kind', {
        params: { path: { ...path, ledgerDebtorId } },
        body: { kind },
      }),
  });
  if (tell.isSuccess) return <Text size="sm">{t.answered}</Text>;
  return (
    <>
      <Text size="sm" fw={600}>
        {t.whoIs}
      </Text>
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          loading={tell.isPending}
          onClick={() => tell.mutate('person')}
        >
          {t.person}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          loading={tell.isPending}
          onClick={() => tell.mutate('company')}
        >
          {t.companyKind}
        </Button>
      </Group>
      {tell.error && <ProblemAlert error={tell.error} />}
    </>
  );
}
