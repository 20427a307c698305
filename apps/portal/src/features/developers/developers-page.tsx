import { NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { Page } from '../../components/page.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { useMe } from '../../session/me.js';
import { EmptyState } from '../../components/empty-state.js';
import { ApiKeys } from './api-keys.js';
import { developersTexts } from './texts/index.js';
import { WebhookEndpoints } from './webhook-endpoints.js';

/** What an organisation's programs come in with, and where they are told what happens. */
export default function DevelopersPage() {
  const t = useTexts(developersTexts);
  const common = useTexts(commonTexts);
  const own = useMe().memberships.filter(({ rights }) => rights.includes('manage-people'));
  const [chosen, choose] = useState(own[0]?.organisationId);
  const membership = own.find(({ organisationId }) => organisationId === chosen);
  if (!membership)
    return (
      <Page title={t.title}>
        <EmptyState title={common.notForYou}>{common.notForYouWhy}</EmptyState>
      </Page>
    );
  return (
    <Page title={t.title} lead={t.lead}>
      <Stack gap="xl" key={membership.organisationId}>
        {own.length > 1 && (
          <NativeSelect
            label={t.organisation}
            maw={360}
            value={chosen}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
            data={own.map(({ organisationId, organisation }) => ({
              value: organisationId,
              label: organisation,
            }))}
          />
        )}
        <ApiKeys
          organisationId={membership.organisationId}
          givable={membership.rights.filter((right) => right !== 'manage-people')}
        />
        <WebhookEndpoints organisationId={membership.organisationId} />
      </Stack>
    </Page>
  );
}
