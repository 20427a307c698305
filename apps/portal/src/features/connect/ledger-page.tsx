import { Card } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { NotFound } from '../../app/not-found.js';
import { AccessForm } from '../../components/access-form.js';
import { BackLink } from '../../components/back-link.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { grantsQuery, ledgersQuery } from '../../session/connections.js';
import { connectTexts } from './texts/index.js';

/** Lets us in: the person signs in at the vendor, or enters keys, which are tried at once. */
export default function LedgerPage() {
  const t = useTexts(connectTexts);
  const { key = '' } = useParams({ strict: false }) as { key?: string };
  const ledgers = useQuery(ledgersQuery);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const goOn = async (grantId: string): Promise<void> => {
    await queries.invalidateQueries({ queryKey: grantsQuery.queryKey });
    await navigate({ to: `/connect/access/${grantId}` });
  };
  return (
    <QueryStates query={ledgers}>
      {(all) => {
        const ledger = all.find((each) => each.key === key);
        if (!ledger) return <NotFound />;
        return (
          <Page
            title={t.ledgerTitle(ledger.name)}
            lead={
              <>
                {ledger.signIn && `${t.signInLead(ledger.name)} `}
                {ledger.settings.length > 0 && t.keysLead}
              </>
            }
            above={<BackLink to="/connect" />}
          >
            <Card withBorder maw={640} padding="lg">
              <AccessForm
                ledger={ledger}
                returnTo="/connect/access/{grantId}"
                onStored={(id) => void goOn(id)}
              />
            </Card>
          </Page>
        );
      }}
    </QueryStates>
  );
}
