import { useQuery } from '@tanstack/react-query';
import { CompanyConnections } from '../../components/company-connections.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { connectionQuery, type ConnectionPath } from '../../session/connections.js';
import { ConnectionCard } from './connection-card.js';
import { Mend } from './mend.js';
import { connectionTexts } from './texts/index.js';

/** How a company is connected; what stops it, and how it goes on. */
export default function ConnectionPage() {
  const t = useTexts(connectionTexts);
  return (
    <Page title={t.title}>
      <CompanyConnections>
        {({ creditorId }, { connectionId }) => <One key={connectionId} path={{ creditorId, connectionId }} />}
      </CompanyConnections>
    </Page>
  );
}

function One({ path }: { readonly path: ConnectionPath }) {
  const query = useQuery(connectionQuery(path));
  return (
    <QueryStates query={query}>
      {(connection) => (
        <>
          {connection.state === 'blocked' && <Mend path={path} connection={connection} />}
          <ConnectionCard path={path} connection={connection} />
        </>
      )}
    </QueryStates>
  );
}
