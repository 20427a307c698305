import { answer } from '@app/client';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmModal } from '../../components/confirm-modal.js';
import { useTexts } from '../../i18n/use-texts.js';
import { grantsQuery } from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import { connectTexts } from './texts/index.js';

/** Ends an access that was stored by mistake, or serves nobody any more; not offered while it serves a company. */
export function ForgetAccess({ grantId }: { readonly grantId: string }) {
  const t = useTexts(connectTexts);
  const { data: grants = [] } = useQuery(grantsQuery);
  const grant = grants.find((each) => each.grantId === grantId);
  const [isAsked, setIsAsked] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const forget = useMutation({
    mutationFn: () => answer(hub.DELETE('/api/v1/grants/{grantId}', { params: { path: { grantId } } })),
    onSuccess: async () => {
      notifications.show({ message: t.forgotten });
      // The list first: it is what the next page shows at once.
      await queries.invalidateQueries({ queryKey: grantsQuery.queryKey });
      await navigate({ to: '/connect' });
    },
  });
  if (!grant || grant.connections > 0) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={() => setIsAsked(true)}>
        {t.forget}
      </Button>
      {isAsked && (
        <ConfirmModal
          title={t.forgetTitle(grant.label)}
          lead={t.forgetLead}
          submit={t.forget}
          isPending={forget.isPending}
          error={forget.error}
          onSubmit={() => forget.mutate()}
          onClose={() => setIsAsked(false)}
        />
      )}
    </>
  );
}
