import { answer, type Schemas } from '@app/client';
import { Button, Card, Checkbox, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CardHeading } from '../../components/card-heading.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { COMPANIES_KEY } from '../../session/companies.js';
import { hub } from '../../session/hub.js';
import { hasRight, useMe } from '../../session/me.js';
import { isProposal, PROPOSALS_KEY, secondPersonRuleQuery, type Subject } from '../../session/proposals.js';
import { secondPersonTexts } from './texts/index.js';

const SUBJECTS = ['hand-over', 'authority', 'account-mapping'] as const satisfies readonly Subject[];

interface RuleCardProps {
  readonly creditorId: string;
  readonly rule: Schemas['SecondPersonRuleInForceDto'];
}

/** What takes two persons here, to be chosen by whoever may change the company's rules. */
export function RuleCard({ creditorId, rule }: RuleCardProps) {
  const t = useTexts(secondPersonTexts);
  const queries = useQueryClient();
  const mayChange = hasRight(useMe(), 'connect');
  const [chosen, setChosen] = useState<readonly Subject[]>(rule.subjects);
  const save = useMutation({
    mutationFn: () =>
      answer(
        hub.PUT('/api/v1/creditors/{creditorId}/second-person-rule', {
          params: { path: { creditorId } },
          body: { subjects: [...chosen] },
        }),
      ),
    onSuccess: (saved) => {
      if (isProposal(saved)) {
        setChosen(rule.subjects);
        notifications.show({ message: t.savedWaits, color: 'yellow' });
      } else {
        queries.setQueryData(secondPersonRuleQuery(creditorId).queryKey, saved);
        notifications.show({ message: t.saved, color: 'teal' });
      }
      return Promise.all(
        [[PROPOSALS_KEY], [...COMPANIES_KEY]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  });
  const isChanged = SUBJECTS.some((one) => rule.subjects.includes(one) !== chosen.includes(one));
  return (
    <Card withBorder padding="lg" maw={720}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <CardHeading title={t.ruleTitle} lead={t.ruleLead} />
          {save.error && <ProblemAlert error={save.error} />}
          {SUBJECTS.map((subject) => (
            <Checkbox
              key={subject}
              label={t.subjects[subject].label}
              description={t.subjects[subject].why}
              disabled={!mayChange}
              checked={chosen.includes(subject)}
              onChange={({ currentTarget: { checked } }) =>
                setChosen((before) =>
                  checked ? [...before, subject] : before.filter((one) => one !== subject),
                )
              }
            />
          ))}
          {mayChange && (
            <Group>
              <Button type="submit" loading={save.isPending} disabled={!isChanged}>
                {t.save}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  );
}
