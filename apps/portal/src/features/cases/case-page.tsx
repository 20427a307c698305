import { SimpleGrid, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { BackLink } from '../../components/back-link.js';
import { QueryStates } from '../../components/list-page.js';
import { Page } from '../../components/page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { ActionMenu } from './action-menu.js';
import { Agreements } from './agreements.js';
import { BalanceLines } from './balance-lines.js';
import { DebtorCard } from './debtor-card.js';
import { CaseLetters } from './letters.js';
import { NextStepCard } from './next-step-card.js';
import { caseQueries, type CasePath } from './one-case.js';
import { OrderModal } from './order-modal.js';
import type { Order } from './orders.js';
import type { PartProps } from './part-props.js';
import { OwedCard } from './owed-card.js';
import { TasksAndNotes } from './tasks-and-notes.js';
import { casesTexts } from './texts/index.js';
import { Timeline } from './timeline.js';

const TABS = ['work', 'agreements', 'balance', 'letters', 'timeline'] as const;
type Tab = (typeof TABS)[number];

/** One case: what is owed and how it came about, who owes it, what comes next and why, and what a person can do. */
export default function CasePage() {
  const t = useTexts(casesTexts);
  const path = useParams({ strict: false }) as CasePath;
  const query = useQuery(caseQueries(path).itself);
  const [order, setOrder] = useState<Order>();
  const shown = query.data;
  const lead = shown ? `${t.case(shown.reference)} · ${shown.creditorName}` : undefined;
  return (
    <Page
      title={shown?.debtorName ?? t.oneCase}
      lead={lead}
      above={<BackLink to="/cases" />}
      actions={shown && <ActionMenu path={path} onOrder={setOrder} />}
    >
      <QueryStates query={query}>
        {(found) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
              <OwedCard of={found} />
              <NextStepCard of={found} path={path} onOrder={setOrder} />
              <DebtorCard path={path} />
            </SimpleGrid>
            <Parts path={path} onOrder={setOrder} />
          </>
        )}
      </QueryStates>
      {order && <OrderModal order={order} onClose={() => setOrder(undefined)} />}
    </Page>
  );
}

function Parts({ path, onOrder }: PartProps) {
  const t = useTexts(casesTexts);
  const navigate = useNavigate();
  const { part } = useSearch({ strict: false }) as { part?: unknown };
  const tab: Tab = TABS.find((each) => each === part) ?? 'work';
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(next) => void navigate({ to: '.', search: { part: next } as never, replace: true })}
    >
      <Tabs.List mb="md" aria-label={t.parts}>
        {TABS.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {t.tabs[each]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="work">
        <TasksAndNotes path={path} onOrder={onOrder} />
      </Tabs.Panel>
      <Tabs.Panel value="agreements">
        <Agreements path={path} onOrder={onOrder} />
      </Tabs.Panel>
      <Tabs.Panel value="balance">
        <BalanceLines path={path} onOrder={onOrder} />
      </Tabs.Panel>
      <Tabs.Panel value="letters">
        <CaseLetters path={path} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline">
        <Timeline path={path} />
      </Tabs.Panel>
    </Tabs>
  );
}
