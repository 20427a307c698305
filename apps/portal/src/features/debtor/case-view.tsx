import { ProblemError } from '@app/client';
import { Alert, Anchor, Button, Card, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { LoadingState } from '../../components/loading-state.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { DEBTOR_PAGE_KEY, debtorHub } from './debtor-hub.js';
import { Letters } from './letters.js';
import { HowToPay, HowMadeUp } from './money-cards.js';
import { PlanCard } from './plan-card.js';
import { debtorTexts } from './texts/index.js';
import { Wishes } from './wishes.js';

interface CaseViewProps {
  readonly secret: string;
  /** `over`: the visit ended by itself. */
  readonly onLeave: (over: boolean) => void;
}

/** The case as its debtor sees it. */
export function CaseView({ secret, onLeave }: CaseViewProps) {
  const t = useTexts(debtorTexts);
  const { language } = useLanguage();
  const client = useMemo(() => debtorHub(secret), [secret]);
  const page = useQuery({
    queryKey: [DEBTOR_PAGE_KEY, secret],
    queryFn: async () => (await client.GET('/api/v1/debtor-page')).data ?? null,
    gcTime: 0,
  });
  const isOver = page.error instanceof ProblemError && page.error.status === 401;
  useEffect(() => {
    if (isOver) onLeave(true);
  }, [isOver, onLeave]);
  if (page.error) return <ProblemAlert error={page.error} onRetry={() => void page.refetch()} />;
  const shown = page.data;
  if (!shown) return <LoadingState />;
  const { owed, pay, plan, collector } = shown;
  const help = shown.help[language];
  const changed = async (): Promise<void> => void (await page.refetch());
  const leave = (): void => {
    void client.POST('/api/v1/debtor-page/close').catch(() => undefined);
    onLeave(false);
  };
  return (
    <Stack gap="md">
      <div>
        <Text c="dimmed">{t.toYou(shown.debtorName)}</Text>
        <Title order={1} size="h2">
          {t.about(shown.creditorName)}
        </Title>
      </div>
      <Card withBorder padding="lg">
        {pay ? (
          <>
            <Text>{t.toPay}</Text>
            <Text size="xl" fw={700}>
              <Amount of={owed.total} />
            </Text>
          </>
        ) : (
          <Text fw={600}>{t.nothing}</Text>
        )}
      </Card>
      {shown.objectionOpen ? (
        <Alert color="blue">{t.objectionOpen}</Alert>
      ) : (
        shown.resting && <Alert color="blue">{t.resting}</Alert>
      )}
      {shown.deferredUntilOn && (
        <Alert color="blue">
          {t.deferred} <Day on={shown.deferredUntilOn} />
        </Alert>
      )}
      {plan && <PlanCard plan={plan} client={client} onChanged={changed} />}
      {pay && <HowToPay pay={pay} country={shown.country} />}
      <HowMadeUp owed={owed} claims={shown.claims} />
      {pay && <Wishes client={client} page={shown} onChanged={changed} />}
      <Card withBorder padding="lg">
        <Title order={2} size="h4">
          {t.help}
        </Title>
        <Text>
          {t.helpLead} {help.name}
          {help.website && ` (${help.website})`}.
        </Text>
        {collector && (
          <Text mt="sm">
            {t.talk} {collector.name}:{' '}
            <Anchor href={`tel:${collector.telephone.replaceAll(' ', '')}`} underline="always">
              {collector.telephone}
            </Anchor>
            ,{' '}
            <Anchor href={`mailto:${collector.email}`} underline="always">
              {collector.email}
            </Anchor>
          </Text>
        )}
      </Card>
      <Letters letters={shown.letters} secret={secret} />
      <Button variant="default" onClick={leave}>
        {t.close}
      </Button>
    </Stack>
  );
}
