import { Alert, Anchor, Card, List, Stack, Text, Title } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { QueryStates } from '../../components/list-page.js';
import type { Schemas } from '@app/client';
import { caseWords } from '../../i18n/case-words/index.js';
import { LANGUAGE_NAMES } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import { DisclosureCard } from './disclosure.js';
import { type CasePath, caseQueries } from './one-case.js';
import { casesTexts } from './texts/index.js';
import { type DebtorPath, useDisclosure } from './use-disclosure.js';

/** Who owes, and what to bear in mind. Addresses and numbers are shown on purpose only, and logged. */
export function DebtorCard({ path }: { readonly path: CasePath }) {
  const t = useTexts(casesTexts);
  const query = useQuery(caseQueries(path).debtor);
  const mayWork = hasCollectorRight(useMe(), 'work-cases');
  return (
    <Card withBorder padding="lg">
      <Stack gap="xs" align="flex-start">
        <Title order={2} size="h5">
          {t.debtor}
        </Title>
        <QueryStates query={query}>
          {(debtor) => (
            <>
              <Anchor component={Link} to={`/debtors/${path.creditorId}/${debtor.id}`} fw={600}>
                {debtor.name}
              </Anchor>
              <DebtorFacts debtor={debtor} />
              {mayWork && <Disclose path={{ creditorId: path.creditorId, debtorId: debtor.id }} />}
            </>
          )}
        </QueryStates>
      </Stack>
    </Card>
  );
}

function Disclose({ path }: { readonly path: DebtorPath }) {
  return <DisclosureCard disclosure={useDisclosure(path)} />;
}

export function DebtorFacts({ debtor }: { readonly debtor: Schemas['CaseDebtorDto'] }) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const { standing, language, contactPoints, circumstances, addressFailed, category } = debtor;
  const usable = contactPoints.filter(({ failed }) => !failed);
  const inMind = circumstances.map((name) => words.circumstances[name] ?? name);
  return (
    <>
      <Text size="sm">
        {standing === null ? t.standingUnknown : words.standings[standing]} · {LANGUAGE_NAMES[language]}
        {category && ` · ${category}`}
      </Text>
      <Text size="sm">
        {usable.length === 0
          ? t.noContact
          : `${t.reachedBy} ${[...new Set(usable.map(({ channel }) => words.channels[channel] ?? channel))].join(', ')}`}
      </Text>
      {addressFailed && <Text size="sm">{t.addressFailed}</Text>}
      {inMind.length > 0 && (
        <Alert color="yellow" icon={<IconHeartHandshake />} title={t.bearInMind} w="100%">
          <List size="sm">
            {inMind.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}
