import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryStates } from '../../components/list-page.js';
import { PolicyForm } from '../../components/policy-form.js';
import { TakeoverCard } from '../../components/takeover-card.js';
import { useTexts } from '../../i18n/use-texts.js';
import { useCompany } from '../../session/companies.js';
import { type ConnectionPath, policyQuery } from '../../session/connections.js';
import { connectTexts } from './texts/index.js';

/** When an overdue invoice becomes a claim, and who releases it. */
export function RulesStep({ path, onNext }: { readonly path: ConnectionPath; readonly onNext: () => void }) {
  const t = useTexts(connectTexts);
  const { creditorId } = path;
  const policy = useQuery(policyQuery(creditorId));
  const company = useCompany(creditorId);
  return (
    <QueryStates query={company}>
      {({ currency }) => (
        <QueryStates query={policy}>
          {(inForce) => (
            <Stack>
              <TakeoverCard creditorId={creditorId} />
              <PolicyForm
                creditorId={creditorId}
                currency={currency}
                policy={inForce}
                submit={t.saveAndNext}
                onSaved={onNext}
              />
            </Stack>
          )}
        </QueryStates>
      )}
    </QueryStates>
  );
}
