import { Anchor, Button, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Instant } from '../../components/day.js';
import { WideTable } from '../../components/wide-table.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Access } from './accesses.js';
import { dataProtectionTexts } from './texts/index.js';

interface AccessTableProps {
  readonly creditorId: string;
  readonly accesses: readonly Access[];
  /** Shows what one person opened only; left out where the list is of one already. */
  readonly onPerson?: (actorId: string) => void;
}

/** Each look at personal data: when, by whom, at what, and why where a reason is asked for. */
export function AccessTable({ creditorId, accesses, onPerson }: AccessTableProps) {
  const t = useTexts(dataProtectionTexts);
  return (
    <WideTable label={t.accesses} head={[t.when, t.who, t.what, t.whose, t.why]} minWidth={760}>
      {accesses.map((access) => (
        <Table.Tr key={access.id}>
          <Table.Td>
            <Instant at={access.at} />
          </Table.Td>
          <Table.Td>
            <Who access={access} onPerson={onPerson} />
          </Table.Td>
          <Table.Td>{t.opened[access.opened]}</Table.Td>
          <Table.Td>
            <Whose creditorId={creditorId} access={access} />
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>{access.reason ?? '–'}</Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function Who({
  access: { actorId, actorKind, actorName },
  onPerson,
}: {
  readonly access: Access;
  readonly onPerson: ((actorId: string) => void) | undefined;
}) {
  const t = useTexts(dataProtectionTexts);
  const name = actorName ?? t.actors[actorKind]?.(actorId) ?? actorId;
  if (!onPerson) return <>{name}</>;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      title={t.onlyBy(name)}
      aria-label={t.onlyBy(name)}
      ml={-8}
      onClick={() => onPerson(actorId)}
    >
      {name}
    </Button>
  );
}

function Whose({ creditorId, access }: { readonly creditorId: string; readonly access: Access }) {
  const t = useTexts(dataProtectionTexts);
  const { subjectKind, subjectId, caseReference } = access;
  if (subjectKind === 'creditor') return <Text size="sm">{t.subjects.creditor}</Text>;
  const to =
    subjectKind === 'case' ? `/cases/${creditorId}/${subjectId}` : `/debtors/${creditorId}/${subjectId}`;
  return (
    <Anchor component={Link} to={to} size="sm" style={{ whiteSpace: 'nowrap' }}>
      {caseReference ?? t.subjects[subjectKind]}
    </Anchor>
  );
}
