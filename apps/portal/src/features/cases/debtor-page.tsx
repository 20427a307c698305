import { answer } from '@app/client';
import { Button, Text, Title } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { BackLink } from '../../components/back-link.js';
import { Day } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import { Agreed } from './agreed.js';
import { CaseTable } from './case-table.js';
import { DebtorData } from './debtor-data.js';
import type { ListedCase } from './list-query.js';
import { caseQueries } from './one-case.js';
import { PlanTable } from './plan-table.js';
import { casesTexts } from './texts/index.js';
import type { DebtorPath } from './use-disclosure.js';

/** Agreements are looked up in so many of the newest cases. */
const CASES_LOOKED_INTO = 10;

/** One debtor: every case within reach, what was agreed before, and what to bear in mind. */
export default function DebtorPage() {
  const t = useTexts(casesTexts);
  const me = useMe();
  const path = useParams({ strict: false }) as DebtorPath;
  const mayProtect = hasCollectorRight(me, 'lead-cases') || hasCollectorRight(me, 'audit');
  const debtor = useQuery({
    queryKey: ['case-debtor', path],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/case-debtors/{debtorId}', { params: { path } })),
  });
  const cases = useQuery({
    queryKey: ['debtor-cases', path],
    queryFn: () => answer(hub.GET('/api/v1/me/debtors/{creditorId}/{debtorId}/cases', { params: { path } })),
  });
  return (
    <Page
      title={debtor.data?.name ?? t.debtor}
      lead={t.debtorLead}
      above={<BackLink to="/cases" />}
      actions={
        mayProtect && (
          <Button
            component={Link}
            to={`/debtors/${path.creditorId}/${path.debtorId}/data`}
            variant="default"
            leftSection={<IconShieldLock size={16} />}
          >
            {t.dataLink}
          </Button>
        )
      }
    >
      <QueryStates query={debtor}>{(found) => <DebtorData path={path} debtor={found} />}</QueryStates>
      <Title order={2} size="h4">
        {t.title}
      </Title>
      <QueryStates query={cases}>
        {({ cases: found }) => (
          <>
            <CaseTable cases={found} label={t.title} />
            <AgreedBefore cases={found.slice(0, CASES_LOOKED_INTO)} />
          </>
        )}
      </QueryStates>
    </Page>
  );
}

function AgreedBefore({ cases }: { readonly cases: readonly ListedCase[] }) {
  const t = useTexts(casesTexts);
  const paths = cases.map(({ creditorId, id }) => ({ creditorId, caseId: id }));
  const plans = useQueries({ queries: paths.map((path) => caseQueries(path).plans) });
  const deferrals = useQueries({ queries: paths.map((path) => caseQueries(path).deferrals) });
  const isNothing = [...plans, ...deferrals].every(({ data }) => data?.length === 0);
  return (
    <>
      <Title order={2} size="h4">
        {t.agreedBefore}
      </Title>
      {isNothing && <Text c="dimmed">{t.nothingAgreed}</Text>}
      {plans.flatMap(({ data = [] }, place) =>
        data.map((plan) => (
          <Agreed
            key={plan.id}
            title={`${t.plan} · ${cases[place]?.reference ?? ''}`}
            state={t.planStates[plan.state]}
          >
            <PlanTable plan={plan} />
          </Agreed>
        )),
      )}
      {deferrals.flatMap(({ data = [] }, place) =>
        data.map(({ id, state, grantedOn, untilOn, reason }) => (
          <Agreed
            key={id}
            title={`${t.deferral} · ${cases[place]?.reference ?? ''}`}
            state={t.deferralStates[state]}
          >
            <Text size="sm">
              <Day on={grantedOn} /> – <Day on={untilOn} />
            </Text>
            <Text size="sm">{reason}</Text>
          </Agreed>
        )),
      )}
    </>
  );
}
