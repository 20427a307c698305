import { Card, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AccessForm } from '../../components/access-form.js';
import { CardHeading } from '../../components/card-heading.js';
import { useTexts } from '../../i18n/use-texts.js';
import { COMPANIES_KEY } from '../../session/companies.js';
import {
  type Connection,
  connectionQuery,
  type ConnectionPath,
  grantsQuery,
  type Ledger,
  ledgersQuery,
} from '../../session/connections.js';
import { mayConnect, useMe } from '../../session/me.js';
import { connectionTexts } from './texts/index.js';

interface NewAccessProps {
  readonly path: ConnectionPath;
  readonly connection: Connection;
}

/** Lets us in anew: by the access there is, or by one of the person's own where that belongs to somebody else. */
export function NewAccess({ path, connection }: NewAccessProps) {
  const t = useTexts(connectionTexts);
  const isConnecting = mayConnect(useMe());
  const { data: ledgers } = useQuery(ledgersQuery);
  const { data: grants } = useQuery({ ...grantsQuery, enabled: isConnecting });
  const ledger = ledgers?.find(({ key }) => key === connection.connectorKey);
  if (!isConnecting) return <Text size="sm">{t.signInByOther}</Text>;
  if (!ledger || !grants) return null;
  const isOurs = grants.some(({ grantId }) => grantId === connection.grantId);
  return (
    <Card withBorder maw={640}>
      <Stack>
        <CardHeading title={t.signInAgain} lead={isOurs ? t.signInAgainLead : t.ownAccessLead} />
        {isOurs ? (
          <Renewed path={path} connection={connection} ledger={ledger} />
        ) : (
          <OfOnesOwn ledger={ledger} />
        )}
      </Stack>
    </Card>
  );
}

type FormProps = NewAccessProps & { readonly ledger: Ledger };

function Renewed({ path, connection, ledger }: FormProps) {
  const runs = useRunsAgain(path);
  return (
    <AccessForm
      ledger={ledger}
      grantId={connection.grantId}
      returnTo={`/companies/${path.creditorId}/connection`}
      onStored={() => void runs()}
    />
  );
}

/** The access's own page then shows the company as stopped, and connecting it moves it there. */
function OfOnesOwn({ ledger }: Pick<FormProps, 'ledger'>) {
  const navigate = useNavigate();
  return (
    <AccessForm
      ledger={ledger}
      returnTo="/connect/access/{grantId}"
      onStored={(stored) => void navigate({ to: `/connect/access/${stored}` })}
    />
  );
}

function useRunsAgain({ creditorId, connectionId }: ConnectionPath): () => Promise<void> {
  const t = useTexts(connectionTexts);
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: connectionQuery({ creditorId, connectionId }).queryKey }),
      queries.invalidateQueries({ queryKey: COMPANIES_KEY }),
    ]);
    notifications.show({ message: t.running, color: 'teal' });
  };
}
