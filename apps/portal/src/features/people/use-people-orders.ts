import { answer, type Schemas } from '@app/client';
import { notifications } from '@mantine/notifications';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Language } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub, ME_KEY } from '../../session/hub.js';
import { peopleTexts } from './texts/index.js';

export type People = Schemas['OrganisationPeopleDto'];
export type Member = Schemas['MemberDto'];

export const peopleQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['people', organisationId],
    queryFn: () =>
      answer(
        hub.GET('/api/v1/organisations/{organisationId}/people', { params: { path: { organisationId } } }),
      ),
  });

/** All organisations, for whoever runs the installation. */
export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  queryFn: () => answer(hub.GET('/api/v1/organisations')),
});

export type PeopleOrder =
  | { readonly kind: 'invite'; readonly email: string; readonly role: string; readonly language: Language }
  | { readonly kind: 'withdraw'; readonly email: string }
  | { readonly kind: 'role'; readonly member: Member; readonly role: string }
  | { readonly kind: 'remove'; readonly member: Member }
  | { readonly kind: 'end-sessions'; readonly member: Member };

/** What an owner can do with the people of an organisation; each says what it did. */
export function usePeopleOrder(organisationId: string) {
  const t = useTexts(peopleTexts);
  const queries = useQueryClient();
  const done = (order: PeopleOrder): string => {
    switch (order.kind) {
      case 'invite':
        return t.invited(order.email);
      case 'withdraw':
        return t.withdrawn(order.email);
      case 'role':
        return t.roleChanged(order.member.name, t.roles[order.role]?.name ?? order.role);
      case 'remove':
        return t.removed(order.member.name);
      case 'end-sessions':
        return t.sessionsEnded(order.member.name);
    }
  };
  return useMutation({
    mutationFn: (order: PeopleOrder) => send(organisationId, order),
    onSuccess: (_, order) => {
      notifications.show({ message: done(order) });
      void queries.invalidateQueries({ queryKey: ME_KEY });
      return queries.invalidateQueries({ queryKey: peopleQuery(organisationId).queryKey });
    },
  });
}

async function send(organisationId: string, order: PeopleOrder): Promise<void> {
  const path = { organisationId };
  if (order.kind === 'invite') {
    const { email, role, language } = order;
    await answer(
      hub.POST('/api/v1/organisations/{organisationId}/invitations', {
        params: { path },
        body: { email, role, language },
      }),
    );
  } else if (order.kind === 'withdraw') {
    await answer(
      hub.POST('/api/v1/organisations/{organisationId}/invitations/withdrawals', {
        params: { path },
        body: { email: order.email },
      }),
    );
  } else {
    const params = { path: { organisationId, userId: order.member.userId } };
    if (order.kind === 'role')
      await answer(
        hub.PUT('/api/v1/organisations/{organisationId}/members/{userId}/role', {
          params,
          body: { role: order.role },
        }),
      );
    else if (order.kind === 'remove')
      await answer(hub.DELETE('/api/v1/organisations/{organisationId}/members/{userId}', { params }));
    else
      await answer(
        hub.DELETE('/api/v1/organisations/{organisationId}/members/{userId}/sessions', { params }),
      );
  }
}
