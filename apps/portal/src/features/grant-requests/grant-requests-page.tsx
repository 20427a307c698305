import { answer, type Schemas } from '@app/client';
import { Anchor, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCreditorId } from '../../components/company-connections.js';
import { Day, Instant } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { GrantWish } from '../../components/grant-wish.js';
import { ListPage } from '../../components/list-page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { hasRight, useMe } from '../../session/me.js';
import { AnswerModal } from './answer-modal.js';
import { grantRequestsTexts } from './texts/index.js';

type GrantRequest = Schemas['GrantRequestDto'];

const requestsQuery = (creditorId: string) =>
  queryOptions({
    queryKey: ['grant-requests', creditorId],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/grant-requests', { params: { path: { creditorId } } })),
  });

/** What the company is asked, each with a yes and a no. */
export default function GrantRequestsPage() {
  const t = useTexts(grantRequestsTexts);
  const creditorId = useCreditorId();
  const query = useQuery(requestsQuery(creditorId));
  const [answering, setAnswering] = useState<{
    readonly request: GrantRequest;
    readonly says: 'yes' | 'no';
  }>();
  return (
    <ListPage
      title={t.title}
      lead={t.lead}
      query={query}
      empty={(requests) =>
        requests.length === 0 ? (
          <EmptyState icon={IconMessageQuestion} title={t.noneTitle}>
            {t.none}
          </EmptyState>
        ) : undefined
      }
    >
      {(requests) => (
        <Stack>
          {requests.map((request) => (
            <RequestCard
              key={request.taskId}
              creditorId={creditorId}
              request={request}
              onAnswer={(says) => setAnswering({ request, says })}
            />
          ))}
          {answering && (
            <AnswerModal
              creditorId={creditorId}
              request={answering.request}
              says={answering.says}
              onClose={() => setAnswering(undefined)}
            />
          )}
        </Stack>
      )}
    </ListPage>
  );
}

interface RequestCardProps {
  readonly creditorId: string;
  readonly request: GrantRequest;
  readonly onAnswer: (says: 'yes' | 'no') => void;
}

function RequestCard({ creditorId, request, onAnswer }: RequestCardProps) {
  const t = useTexts(grantRequestsTexts);
  const { caseId, caseReference, debtorName, kind, wish, limit, reason, currency, askedAt, dueOn } = request;
  const mayAnswer = hasRight(useMe(), 'approve');
  const about = `${debtorName}, ${caseReference}`;
  return (
    <Card withBorder padding="lg">
      <Stack gap="xs">
        <Anchor component={Link} to={`/cases/${creditorId}/${caseId}?part=agreements`} size="sm">
          {about}
        </Anchor>
        <GrantWish kind={kind} wish={wish} limit={limit} reason={reason} currency={currency} />
        <Text size="sm" c="dimmed">
          {t.asked} <Instant at={askedAt} />, {t.answerBy} <Day on={dueOn} />
        </Text>
        {mayAnswer && (
          <Group gap="xs">
            <Button size="sm" aria-label={`${t.yes}: ${about}`} onClick={() => onAnswer('yes')}>
              {t.yes}
            </Button>
            <Button
              size="sm"
              variant="default"
              aria-label={`${t.no}: ${about}`}
              onClick={() => onAnswer('no')}
            >
              {t.no}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
