import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Day } from '../../components/day.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, hasRight, useMe } from '../../session/me.js';
import { Agreed } from './agreed.js';
import { GrantRequest, isGrantRequest } from './grant-request.js';
import type { PartProps } from './part-props.js';
import { caseQueries } from './one-case.js';
import { PaidAsTold } from './paid-as-told.js';
import { PlanTable } from './plan-table.js';
import { casesTexts } from './texts/index.js';
import { useOrders } from './use-orders.js';

/** What was agreed, and what stops the machine: plans, deferrals, objections, pauses; what is in force can be ended. */
export function Agreements({ path, onOrder }: PartProps) {
  const t = useTexts(casesTexts);
  const orders = useOrders(path);
  const me = useMe();
  const mayWork = hasCollectorRight(me, 'work-cases');
  const mayTell = mayWork || hasRight(me, 'connect');
  const queries = caseQueries(path);
  const { data: plans } = useQuery(queries.plans);
  const { data: deferrals } = useQuery(queries.deferrals);
  const { data: objections } = useQuery(queries.objections);
  const { data: pauses } = useQuery(queries.pauses);
  const { data: tasks } = useQuery(queries.tasks);
  const asked = tasks?.filter(isGrantRequest);
  const all = [plans, deferrals, objections, pauses, asked];
  if (all.every((each) => each?.length === 0)) return <Text c="dimmed">{t.nothingAgreed}</Text>;
  const button = (
    name: keyof typeof t.orders,
    isOffered: boolean,
    go: () => void,
    first = false,
    may = mayWork,
  ) =>
    may && isOffered ? (
      <Button key={name} size="xs" variant={first ? 'filled' : 'default'} onClick={go}>
        {t.orders[name].title}
      </Button>
    ) : null;
  return (
    <Stack>
      {asked?.map((task) => (
        <GrantRequest
          key={task.id}
          path={path}
          task={task}
          onAnswer={() => onOrder(orders.answerGrant(task.id))}
        />
      ))}
      {plans?.toReversed().map((plan) => (
        <Agreed
          key={plan.id}
          title={t.plan}
          state={t.planStates[plan.state]}
          actions={[
            button('acceptPlan', plan.state === 'proposed', () => onOrder(orders.acceptPlan(plan.id)), true),
            button('declinePlan', plan.state === 'proposed', () => onOrder(orders.declinePlan(plan.id))),
            button('renegotiatePlan', plan.state === 'running', () => onOrder(orders.renegotiatePlan(plan))),
            button('endPlan', plan.state === 'running', () => onOrder(orders.endPlan(plan.id))),
          ]}
        >
          <PlanTable plan={plan} />
        </Agreed>
      ))}
      {deferrals?.toReversed().map(({ id, state, untilOn, reason, interest }) => (
        <Agreed
          key={id}
          title={t.deferral}
          state={t.deferralStates[state]}
          actions={button('endDeferral', state === 'active', () => onOrder(orders.endDeferral(id)))}
        >
          <Text size="sm">
            {t.until} <Day on={untilOn} /> · {t.choices.interest[interest]}
          </Text>
          <Text size="sm">{reason}</Text>
        </Agreed>
      ))}
      {objections?.toReversed().map(({ id, state, concerns, text, raisedOn, outcome }) => (
        <Agreed
          key={id}
          title={t.objection}
          state={t.objectionStates[state] ?? state}
          actions={button(
            'judge',
            state === 'open' || state === 'rejected',
            () => onOrder(orders.judge(id)),
            true,
          )}
        >
          <Text size="sm" c="dimmed">
            {t.choices.concerns[concerns as keyof typeof t.choices.concerns]} · <Day on={raisedOn} />
          </Text>
          <Text size="sm">{text}</Text>
          {outcome && <Text size="sm">{outcome}</Text>}
        </Agreed>
      ))}
      {pauses?.toReversed().map(({ id, caseId, kind, untilOn, reason, detail, endedAt }) => (
        <Agreed
          key={id}
          title={t.pauseKinds[kind]}
          state={endedAt === null ? t.inForce : t.over}
          actions={
            endedAt === null &&
            caseId !== null && [
              button('answerDoubt', kind === 'doubt', () => onOrder(orders.answerDoubt(id)), true),
              button('endPause', kind !== 'crisis' && kind !== 'paid-directly', () =>
                onOrder(orders.endPause(id)),
              ),
              button(
                'endPaidDirectly',
                kind === 'paid-directly',
                () => onOrder(orders.endPaidDirectly(id)),
                false,
                mayTell,
              ),
            ]
          }
        >
          {untilOn && (
            <Text size="sm">
              {t.until} <Day on={untilOn} />
            </Text>
          )}
          {kind === 'paid-directly' && <PaidAsTold detail={detail} isOver={endedAt !== null} />}
          <Text size="sm">{reason}</Text>
        </Agreed>
      ))}
    </Stack>
  );
}
