import { Button, Stack } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { QueryStates } from '../../components/list-page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { EndpointCard } from './endpoint-card.js';
import { EndpointModal } from './endpoint-modal.js';
import { Section } from './section.js';
import { ShownOnce } from './shown-once.js';
import { developersTexts } from './texts/index.js';
import { endpointsQuery, useNewEndpoint } from './use-endpoints.js';

export function WebhookEndpoints({ organisationId }: { readonly organisationId: string }) {
  const t = useTexts(developersTexts);
  const query = useQuery(endpointsQuery(organisationId));
  const make = useNewEndpoint(organisationId);
  const [isMaking, setMaking] = useState(false);
  return (
    <Section
      title={t.webhooks}
      lead={t.webhooksLead}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
          {t.newEndpoint}
        </Button>
      }
    >
      {make.data && <ShownOnce title={t.secretMade} secret={make.data.secret} onDone={() => make.reset()} />}
      <QueryStates
        query={query}
        empty={(endpoints) =>
          endpoints.length === 0 ? (
            <EmptyState icon={IconWebhook} title={t.noEndpoints}>
              {t.noEndpointsWhy}
            </EmptyState>
          ) : undefined
        }
      >
        {(endpoints) => (
          <Stack>
            {endpoints.map((endpoint) => (
              <EndpointCard key={endpoint.id} organisationId={organisationId} endpoint={endpoint} />
            ))}
          </Stack>
        )}
      </QueryStates>
      {isMaking && (
        <EndpointModal
          title={t.newEndpoint}
          submit={t.makeEndpoint}
          isPending={make.isPending}
          error={make.error}
          onSubmit={(wish) => make.mutate(wish, { onSuccess: () => setMaking(false) })}
          onClose={() => setMaking(false)}
        />
      )}
    </Section>
  );
}
