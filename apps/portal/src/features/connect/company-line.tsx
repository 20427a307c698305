import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useConnectCompany } from './use-connect-company.js';
import { useTexts } from '../../i18n/use-texts.js';
import { companiesOf, type LedgerCompany } from './companies-of.js';
import { connectTexts } from './texts/index.js';

interface CompanyLineProps {
  readonly grantId: string;
  readonly company: LedgerCompany;
}

/** One company that an access reaches, and the one thing that can be done with it, or why nothing can. */
export function CompanyLine({ grantId, company }: CompanyLineProps) {
  const t = useTexts(connectTexts);
  const { companyKey, name, organisationNumber, connection, standing } = company;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const connect = useConnectCompany(grantId);
  const start = (): void =>
    connect.mutate(companyKey, {
      onSuccess: async ({ creditorId, connectionId }) => {
        await navigate({ to: `/connect/${creditorId}/${connectionId}` });
        await queries.invalidateQueries({ queryKey: companiesOf(grantId).queryKey });
      },
    });
  const obstacle = t.obstacles[standing];
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0} miw={0}>
          <Text fw={600}>{name}</Text>
          {organisationNumber && (
            <Text size="sm" c="dimmed">
              {organisationNumber}
            </Text>
          )}
          {obstacle && <Text size="sm">{obstacle}</Text>}
          {connection?.moves && <Text size="sm">{t.moves}</Text>}
        </Stack>
        {connection && !connection.moves && (
          <Button
            component={Link}
            variant="default"
            to={`/connect/${connection.creditorId}/${connection.connectionId}`}
            aria-label={`${t.continue}: ${name}`}
            style={{ flexShrink: 0 }}
          >
            {t.continue}
          </Button>
        )}
        {(standing === 'free' || connection?.moves) && (
          <Button
            loading={connect.isPending}
            onClick={start}
            aria-label={`${t.connect}: ${name}`}
            style={{ flexShrink: 0 }}
          >
            {t.connect}
          </Button>
        )}
      </Group>
      {connect.error && <ProblemAlert error={connect.error} />}
    </Card>
  );
}
