import { Anchor, Group, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconPointFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../i18n/use-texts.js';
import type { Company, ToDo } from '../../session/companies.js';
import { startTexts } from './texts/index.js';

const URGENT: ReadonlySet<ToDo['code']> = new Set(['blocked', 'preflight', 'failing']);
const SOON: ReadonlySet<ToDo['code']> = new Set(['refused-postings', 'differences', 'choose-account']);

/** One sentence of what to do, and the way to where it is done. */
export function ToDoLine({ company, toDo }: { readonly company: Company; readonly toDo: ToDo }) {
  const t = useTexts(startTexts);
  const text =
    toDo.code === 'blocked'
      ? (t.blocked[toDo.reason ?? 'unknown'] ?? t.blocked['unknown'])
      : t.toDo[toDo.code](toDo.count);
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Sign code={toDo.code} />
      <Anchor component={Link} to={placeOf(company, toDo)} size="sm" title={toDo.detail}>
        {text}
      </Anchor>
    </Group>
  );
}

export function AllWell() {
  const t = useTexts(startTexts);
  return (
    <Group gap={8} wrap="nowrap">
      <IconCircleCheck size={18} color="var(--mantine-color-teal-7)" aria-hidden />
      <Text size="sm" c="dimmed">
        {t.allWell}
      </Text>
    </Group>
  );
}

function Sign({ code }: { readonly code: ToDo['code'] }) {
  const style = { flexShrink: 0, marginTop: 2 };
  if (URGENT.has(code))
    return <IconAlertTriangle size={18} color="var(--mantine-color-red-7)" style={style} aria-hidden />;
  if (SOON.has(code))
    return <IconAlertCircle size={18} color="var(--mantine-color-orange-7)" style={style} aria-hidden />;
  return <IconPointFilled size={18} color="var(--mantine-color-fjord-6)" style={style} aria-hidden />;
}

/** Where each of them is done. */
export function placeOf({ creditorId }: Company, { code, connectionId = '' }: ToDo): string {
  const base = `/companies/${creditorId}`;
  switch (code) {
    case 'blocked':
    case 'preflight':
      return `${base}/connection`;
    case 'finish-setup':
    case 'choose-account':
      return `/connect/${creditorId}/${connectionId}`;
    case 'failing':
    case 'refused-records':
      return `${base}/history`;
    case 'refused-postings':
    case 'release-postings':
      return `${base}/postings`;
    case 'differences':
      return `${base}/differences`;
    case 'second-person':
      return `${base}/second-person`;
    case 'grant-requests':
      return `${base}/requests`;
    case 'approve-claims':
    case 'held-claims':
      return base;
  }
}
