import { Anchor, Badge, Button, Progress, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Instant } from '../../components/day.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { BankFile } from './files-query.js';
import { SetAsideModal } from './set-aside-modal.js';
import { bankFilesTexts } from './texts/index.js';

const COLORS = { received: 'blue', 'taken-in': 'teal', refused: 'red', duplicate: 'gray' } as const;

export function FileLine({ file }: { readonly file: BankFile }) {
  const t = useTexts(bankFilesTexts);
  const { count } = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { id, name, receivedAt, format, transactions, toldBefore, setAside, state } = file;
  return (
    <Table.Tr>
      <Table.Td>
        <Instant at={receivedAt} />
      </Table.Td>
      <Table.Td maw={320}>
        <Anchor
          href={`/api/v1/bank-files/${id}/content`}
          download={name}
          aria-label={t.download(name)}
          size="sm"
          style={{ overflowWrap: 'anywhere' }}
        >
          {name}
        </Anchor>
        {format && (
          <Text size="xs" c="dimmed">
            {format}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {count(transactions)}
        {toldBefore > 0 && (
          <Text size="xs" c="dimmed">
            {t.toldBefore}: {count(toldBefore)}
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={420}>
        <Stack gap={4} align="flex-start">
          <Badge variant="light" color={COLORS[state]} style={{ textTransform: 'none' }}>
            {t.states[state]}
          </Badge>
          <WhatBecame file={file} />
          {setAside > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => setIsOpen(true)}>
              {t.showSetAside(count(setAside))}
            </Button>
          )}
        </Stack>
        {isOpen && <SetAsideModal fileId={id} onClose={() => setIsOpen(false)} />}
      </Table.Td>
    </Table.Tr>
  );
}

/** How far it is, or why it is as it is. */
function WhatBecame({ file }: { readonly file: BankFile }) {
  const t = useTexts(bankFilesTexts);
  const { count } = useFormat();
  const { state, readPercent, toBook, transactions, toldBefore, isTest, cause, line, sentence } = file;
  if (state === 'received') {
    const label = readPercent === null ? t.waits : t.reading;
    return <Share label={label} share={(readPercent ?? 0) / 100} />;
  }
  if (state === 'refused') {
    return (
      <>
        <Text size="sm">
          {line !== null && `${t.onLine(count(line))}. `}
          {t.causes[cause ?? ''] ?? ''} {t.sentences.refused}
        </Text>
        <Text size="xs" c="dimmed" lang="en">
          {sentence}
        </Text>
      </>
    );
  }
  if (toBook > 0) {
    const of = transactions - toldBefore;
    const booked = Math.max(0, of - toBook);
    return <Share label={t.booking(count(booked), count(of))} share={of === 0 ? 1 : booked / of} />;
  }
  if (isTest) return <Text size="sm">{t.sentences.test}</Text>;
  return state === 'duplicate' ? <Text size="sm">{t.sentences.duplicate}</Text> : null;
}

function Share({ label, share }: { readonly label: string; readonly share: number }) {
  return (
    <Stack gap={4} w="100%" miw={180}>
      <Text size="sm">{label}</Text>
      <Progress value={share * 100} animated aria-label={label} />
    </Stack>
  );
}
