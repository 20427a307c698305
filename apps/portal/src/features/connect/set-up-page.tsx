import { Card, Stepper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { BackLink } from '../../components/back-link.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { type Connection, connectionQuery, type ConnectionPath } from '../../session/connections.js';
import { AccountsStep } from './accounts-step.js';
import { CheckStep } from './check-step.js';
import { GoStep } from './go-step.js';
import { RulesStep } from './rules-step.js';
import { connectTexts } from './texts/index.js';

const STEPS = ['check', 'rules', 'accounts', 'go'] as const;
type Step = (typeof STEPS)[number];

/** From a chosen company to one that is pulled. The step stands in the address, so that the browser's own back works. */
export default function SetUpPage() {
  const path = useParams({ strict: false }) as unknown as ConnectionPath;
  const query = useQuery(connectionQuery(path));
  return (
    <QueryStates query={query}>{(connection) => <SetUp path={path} connection={connection} />}</QueryStates>
  );
}

function SetUp({ path, connection }: { readonly path: ConnectionPath; readonly connection: Connection }) {
  const t = useTexts(connectTexts);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { step?: unknown };
  const isNarrow = useMediaQuery('(max-width: 48em)');
  // Kept: what is done in a step must not carry the person on to the next before they have seen it.
  const [entry] = useState(() => firstOpen(connection));
  const step = STEPS.find((each) => each === search.step) ?? entry;
  const go = (to: Step): void => {
    void navigate({ to: '.', search: { step: to } });
  };
  const active = STEPS.indexOf(step);
  return (
    <Page
      title={t.setUp(connection.creditorName)}
      lead={t.setUpLead}
      above={<BackLink to={`/connect/access/${connection.grantId}`} />}
    >
      <Stepper
        active={active}
        onStepClick={(index) => go(STEPS[index] ?? 'check')}
        size="sm"
        orientation={isNarrow === true ? 'vertical' : 'horizontal'}
        maw={900}
      >
        {STEPS.map((each) => (
          <Stepper.Step key={each} label={t.steps[each]} />
        ))}
      </Stepper>
      <Card withBorder padding="lg" maw={900}>
        {step === 'check' && <CheckStep path={path} connection={connection} onNext={() => go('rules')} />}
        {step === 'rules' && <RulesStep path={path} onNext={() => go('accounts')} />}
        {step === 'accounts' && <AccountsStep path={path} connection={connection} onNext={() => go('go')} />}
        {step === 'go' && <GoStep path={path} connection={connection} />}
      </Card>
    </Page>
  );
}

/** Where somebody who comes back goes on. */
function firstOpen({ preflightAt, preflight, writeBack, state }: Connection): Step {
  if (preflightAt === null || preflight.some(({ severity }) => severity === 'blocks-pull')) return 'check';
  if (state !== 'setting-up') return writeBack.target === null ? 'accounts' : 'go';
  return writeBack.target === null ? 'rules' : 'go';
}
