import { Badge, Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Instant } from '../../components/day.js';
import { EmptyState } from '../../components/empty-state.js';
import { QueryStates } from '../../components/list-page.js';
import { WideTable } from '../../components/wide-table.js';
import { useTexts } from '../../i18n/use-texts.js';
import { ConfirmModal } from '../../components/confirm-modal.js';
import { NewKeyModal } from './new-key-modal.js';
import { Section } from './section.js';
import { ShownOnce } from './shown-once.js';
import { developersTexts } from './texts/index.js';
import { type ApiKey, keysQuery, type Scope, useKeys } from './use-keys.js';

const COLORS = { active: 'teal', expired: 'gray', ended: 'gray' } as const;

interface ApiKeysProps {
  readonly organisationId: string;
  /** What the person may give. */
  readonly givable: readonly Scope[];
}

export function ApiKeys({ organisationId, givable }: ApiKeysProps) {
  const t = useTexts(developersTexts);
  const query = useQuery(keysQuery(organisationId));
  const { make, end } = useKeys(organisationId);
  const [isMaking, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiKey>();
  const head = [t.name, t.scopes, t.lastUsed, t.expires, t.state, ''];
  return (
    <Section
      title={t.keys}
      lead={t.keysLead}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
          {t.newKey}
        </Button>
      }
    >
      {make.data && (
        <ShownOnce title={t.keyMade(make.data.name)} secret={make.data.secret} onDone={() => make.reset()} />
      )}
      <QueryStates
        query={query}
        empty={(keys) =>
          keys.length === 0 ? (
            <EmptyState icon={IconKey} title={t.noKeys}>
              {t.noKeysWhy}
            </EmptyState>
          ) : undefined
        }
      >
        {(keys) => (
          <WideTable label={t.keys} head={head} minWidth={820}>
            {keys.map((key) => (
              <Table.Tr key={key.id}>
                <Table.Td>
                  <Stack gap={2} align="flex-start">
                    <Text fw={600}>{key.name}</Text>
                    <Code>kh_…{key.ending}</Code>
                  </Stack>
                </Table.Td>
                <Table.Td>
                  <Group gap={4}>
                    {key.scopes.map((scope) => (
                      <Badge key={scope} variant="default" style={{ textTransform: 'none' }}>
                        {t.scopeNames[scope]}
                      </Badge>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td>{key.lastUsedAt ? <Instant at={key.lastUsedAt} /> : t.never}</Table.Td>
                <Table.Td>
                  <Instant at={key.expiresAt} />
                </Table.Td>
                <Table.Td>
                  <Badge variant="light" color={COLORS[key.state]} style={{ textTransform: 'none' }}>
                    {t.keyStates[key.state]}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {key.state === 'active' && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => setEnding(key)}
                      aria-label={t.endNamed(key.name)}
                    >
                      {t.end}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
        )}
      </QueryStates>
      {isMaking && <NewKeyModal givable={givable} make={make} onClose={() => setMaking(false)} />}
      {ending && (
        <ConfirmModal
          title={t.endNamed(ending.name)}
          lead={t.endKeyLead}
          submit={t.end}
          isPending={end.isPending}
          error={end.error}
          onSubmit={() => end.mutate(ending.id, { onSuccess: () => setEnding(undefined) })}
          onClose={() => {
            end.reset();
            setEnding(undefined);
          }}
        />
      )}
    </Section>
  );
}
