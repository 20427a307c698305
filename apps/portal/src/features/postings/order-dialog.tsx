import { answer } from '@app/client';
import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { COMPANIES_KEY } from '../../session/companies.js';
import { hub } from '../../session/hub.js';
import { postingsTexts } from './texts/index.js';
import { type Order, type WriteBack, WRITE_BACKS_KEY } from './write-backs.js';

interface OrderDialogProps {
  readonly creditorId: string;
  readonly writeBack: WriteBack;
  readonly order: Order;
  readonly onClose: () => void;
}

const NOTHING = { reason: '', bookOn: '', notInLedger: false, postingId: '', voucherId: '', bookedOn: '' };

/** What is needed to carry out an order about a booking; where it may be booked already, a person looks first. */
export function OrderDialog({ creditorId, writeBack, order, onClose }: OrderDialogProps) {
  const t = useTexts(postingsTexts);
  const common = useTexts(commonTexts);
  const { day } = useFormat();
  const queries = useQueryClient();
  const [told, setTold] = useState(NOTHING);
  const needsLook = writeBack.ways.find((way) => way.order === order)?.needsLook ?? false;
  const send = useMutation({
    mutationFn: () => carryOut(creditorId, writeBack.id, order, told, needsLook),
    onSuccess: async () => {
      await Promise.all(
        [[WRITE_BACKS_KEY], [...COMPANIES_KEY]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      onClose();
    },
  });
  const field = (name: 'reason' | 'bookOn' | 'postingId' | 'voucherId' | 'bookedOn') => ({
    value: told[name],
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setTold((before) => ({ ...before, [name]: value })),
  });
  const title = {
    approve: t.orders.approve,
    retry: t.retryTitle,
    cancel: t.cancelTitle,
    confirm: t.confirmTitle,
  }[order];
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common.close }} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{writeBack.explanation}</Text>
          {send.error && <ProblemAlert error={send.error} />}
          {needsLook && (
            <>
              <Alert color="yellow">{t.lookFirst}</Alert>
              <Checkbox
                label={t.notInLedger}
                required
                checked={told.notInLedger}
                onChange={({ currentTarget: { checked } }) =>
                  setTold((before) => ({ ...before, notInLedger: checked }))
                }
              />
            </>
          )}
          {order === 'retry' && writeBack.obstacle?.outcome === 'period-closed' && (
            <TextInput
              {...field('bookOn')}
              type="date"
              label={t.bookOnNew}
              {...(writeBack.firstOpenDay === null
                ? {}
                : { description: `${t.firstOpen}: ${day(writeBack.firstOpenDay)}` })}
            />
          )}
          {order === 'cancel' && (
            <>
              <Text size="sm" c="dimmed">
                {t.cancelLead}
              </Text>
              <TextInput {...field('reason')} label={t.reason} maxLength={500} />
            </>
          )}
          {order === 'confirm' && (
            <>
              <Text size="sm" c="dimmed">
                {t.confirmLead}
              </Text>
              <TextInput {...field('postingId')} label={t.postingId} required withAsterisk={false} />
              <TextInput {...field('voucherId')} label={t.voucherId} required withAsterisk={false} />
              <TextInput
                {...field('bookedOn')}
                label={t.bookedOn}
                type="date"
                required
                withAsterisk={false}
              />
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={send.isPending}>
              {t.orders[order]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function carryOut(
  creditorId: string,
  writeBackId: string,
  order: Order,
  { reason, bookOn, notInLedger, ...posting }: typeof NOTHING,
  needsLook: boolean,
): Promise<WriteBack> {
  const params = { path: { creditorId, writeBackId } };
  const one = '/api/v1/creditors/{creditorId}/write-backs/{writeBackId}';
  const looked = needsLook ? { notInLedger } : {};
  switch (order) {
    case 'approve':
      return answer(hub.POST(`${one}/approve`, { params }));
    case 'retry':
      return answer(
        hub.POST(`${one}/retry`, { params, body: { ...looked, ...(bookOn === '' ? {} : { bookOn }) } }),
      );
    case 'cancel':
      return answer(
        hub.POST(`${one}/cancel`, { params, body: { ...looked, ...(reason === '' ? {} : { reason }) } }),
      );
    case 'confirm':
      return answer(hub.POST(`${one}/confirm`, { params, body: posting }));
  }
}
