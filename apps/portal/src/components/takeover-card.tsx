import { answer, type Schemas } from '@app/client';
import { Alert, Button, Card, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { connectTexts } from '../features/connect/texts/index.js';
import { useTexts } from '../i18n/use-texts.js';
import { hub } from '../session/hub.js';
import { hasCollectorRight, useMe } from '../session/me.js';
import { CardHeading } from './card-heading.js';
import { QueryStates } from './list-page.js';
import { ProblemAlert } from './problem-alert.js';

type Settings = Schemas['CollectionSettingsInForceDto'];
type Takeover = Settings['takeover'];

const one = '/api/v1/creditors/{creditorId}/collection-settings';
const POINTS: readonly Takeover[] = ['friendly-reminder', 'reminder', 'collection-notice', 'demand'];
const keyOf = (creditorId: string) => ['collection-settings', creditorId];

/** Where the collector takes over from the creditor: to be read by all, to be chosen by who leads the cases. */
export function TakeoverCard({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(connectTexts);
  const mayLead = hasCollectorRight(useMe(), 'lead-cases');
  const query = useQuery({
    queryKey: keyOf(creditorId),
    queryFn: () => answer(hub.GET(one, { params: { path: { creditorId } } })),
  });
  return (
    <Card withBorder w="100%" maw={640} padding="lg">
      <Stack>
        <CardHeading title={t.takeover} lead={t.takeoverLead} />
        <QueryStates query={query}>
          {(settings) =>
            mayLead ? (
              <Choice key={settings.version} creditorId={creditorId} settings={settings} />
            ) : (
              <Stack gap={4}>
                <Text fw={600}>{t.takeovers[settings.takeover].label}</Text>
                <Text size="sm">{t.takeovers[settings.takeover].help}</Text>
                <Text size="sm" c="dimmed">
                  {t.takeoverAsk}
                </Text>
              </Stack>
            )
          }
        </QueryStates>
      </Stack>
    </Card>
  );
}

interface ChoiceProps {
  readonly creditorId: string;
  readonly settings: Settings;
}

function Choice({ creditorId, settings }: ChoiceProps) {
  const t = useTexts(connectTexts);
  const queries = useQueryClient();
  const [takeover, setTakeover] = useState<Takeover>(settings.takeover);
  const params = { path: { creditorId } };
  const save = useMutation({
    mutationFn: () => answer(hub.PUT(`${one}/takeover`, { params, body: { takeover } })),
    onSuccess: (saved) => {
      queries.setQueryData(keyOf(creditorId), saved);
      notifications.show({ message: t.takeoverSaved, color: 'teal' });
    },
  });
  const approve = useMutation({
    mutationFn: () =>
      answer(hub.POST(`${one}/approvals/{rule}`, { params: { path: { creditorId, rule: 'process' } } })),
    onSuccess: (saved) => queries.setQueryData(keyOf(creditorId), saved),
  });
  const error = save.error ?? approve.error;
  return (
    <Stack align="flex-start">
      {error && <ProblemAlert error={error} />}
      <Radio.Group
        aria-label={t.takeover}
        value={takeover}
        onChange={(value) => setTakeover(POINTS.find((point) => point === value) ?? settings.takeover)}
      >
        <Stack gap="xs">
          {POINTS.map((point) => (
            <Radio
              key={point}
              value={point}
              label={t.takeovers[point].label}
              description={t.takeovers[point].help}
            />
          ))}
        </Stack>
      </Radio.Group>
      {takeover === 'demand' && !settings.creditorLettersConfirmed && (
        <Text size="sm">{t.takeoverLetters}</Text>
      )}
      <Button
        variant="default"
        disabled={takeover === settings.takeover}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t.takeoverSave}
      </Button>
      {settings.version > 0 && !settings.processApproved && (
        <Alert color="orange" title={t.notApproved} w="100%">
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t.notApprovedWhy}</Text>
            <Button size="xs" variant="default" loading={approve.isPending} onClick={() => approve.mutate()}>
              {t.approveRules}
            </Button>
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
