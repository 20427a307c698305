import { Anchor, Card, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCreditorId } from '../../components/company-connections.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { PolicyForm } from '../../components/policy-form.js';
import { TakeoverCard } from '../../components/takeover-card.js';
import { useTexts } from '../../i18n/use-texts.js';
import { useCompany } from '../../session/companies.js';
import { policyQuery } from '../../session/connections.js';
import { AuthorityCard } from './authority-card.js';
import { connectionTexts } from './texts/index.js';

export default function RulesPage() {
  const t = useTexts(connectionTexts);
  const creditorId = useCreditorId();
  const company = useCompany(creditorId);
  const policy = useQuery(policyQuery(creditorId));
  return (
    <Page title={t.rulesTitle} lead={t.rulesLead}>
      <QueryStates query={company}>
        {({ currency }) => (
          <QueryStates query={policy}>
            {(inForce) => (
              <Stack align="flex-start">
                <Card withBorder w="100%" maw={640} padding="lg">
                  <PolicyForm
                    key={inForce.version}
                    creditorId={creditorId}
                    currency={currency}
                    policy={inForce}
                    submit={t.save}
                    onSaved={(isWhole) => isWhole && notifications.show({ message: t.saved, color: 'teal' })}
                  />
                </Card>
                <TakeoverCard creditorId={creditorId} />
                <AuthorityCard creditorId={creditorId} currency={currency} />
                <Anchor component={Link} to={`/companies/${creditorId}/second-person`} size="sm">
                  {t.toSecondPerson}
                </Anchor>
              </Stack>
            )}
          </QueryStates>
        )}
      </QueryStates>
    </Page>
  );
}
