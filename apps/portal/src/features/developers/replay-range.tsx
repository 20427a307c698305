import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts.js';
import { developersTexts } from './texts/index.js';
import type { useEndpointOrders } from './use-endpoints.js';

/** As many digits as a number of an event safely has. */
const DIGITS = '[1-9][0-9]{0,14}';

/** Sends all events from one number to another again, or to the newest: after a receiver was down or was made anew. */
export function ReplayRange({ replay }: { readonly replay: ReturnType<typeof useEndpointOrders>['replay'] }) {
  const t = useTexts(developersTexts);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        replay.mutate({
          fromSequence: Number(from),
          ...(to === '' ? {} : { toSequence: Number(to) }),
        });
      }}
    >
      <Text size="sm" c="dimmed">
        {t.replayLead}
      </Text>
      <Group gap="xs" align="flex-end" mt={4}>
        <TextInput
          size="xs"
          w={120}
          label={t.replayFrom}
          inputMode="numeric"
          pattern={DIGITS}
          required
          withAsterisk={false}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value.trim())}
        />
        <TextInput
          size="xs"
          w={120}
          label={t.replayTo}
          placeholder={t.newest}
          inputMode="numeric"
          pattern={DIGITS}
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value.trim())}
        />
        <Button
          size="xs"
          variant="default"
          type="submit"
          loading={replay.isPending && replay.variables.eventId === undefined}
        >
          {t.replay}
        </Button>
      </Group>
    </form>
  );
}
