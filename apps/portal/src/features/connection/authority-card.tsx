import { Badge, Button, Card, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CardHeading } from '../../components/card-heading.js';
import { QueryStates } from '../../components/list-page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
import { secondPersonTexts } from '../second-person/texts/index.js';
import { SettingValue } from '../second-person/what-changes.js';
import { type Authority, authorityQuery, TERMS } from './authority.js';
import { AuthorityForm } from './authority-form.js';
import { connectionTexts } from './texts/index.js';

interface AuthorityCardProps {
  readonly creditorId: string;
  /** Of the creditor's books. */
  readonly currency: string;
}

/** What the collector may grant a debtor without asking: to be read by all, to be changed by who leads the cases. */
export function AuthorityCard({ creditorId, currency }: AuthorityCardProps) {
  const t = useTexts(connectionTexts);
  const mayLead = hasCollectorRight(useMe(), 'lead-cases');
  const query = useQuery(authorityQuery(creditorId));
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card withBorder w="100%" maw={640} padding="lg">
      <Stack>
        <CardHeading title={t.authority} lead={t.authorityLead} />
        <QueryStates query={query}>
          {(inForce) =>
            isOpen ? (
              <AuthorityForm
                creditorId={creditorId}
                currency={currency}
                inForce={inForce}
                onDone={() => setIsOpen(false)}
              />
            ) : (
              <>
                <Terms inForce={inForce} currency={currency} />
                {mayLead ? (
                  <Group>
                    <Button variant="default" onClick={() => setIsOpen(true)}>
                      {t.authorityChange}
                    </Button>
                  </Group>
                ) : (
                  <Text size="sm" c="dimmed">
                    {t.authorityAsk}
                  </Text>
                )}
              </>
            )
          }
        </QueryStates>
      </Stack>
    </Card>
  );
}

function Terms({ inForce, currency }: { readonly inForce: Authority; readonly currency: string }) {
  const t = useTexts(connectionTexts);
  const { fields } = useTexts(secondPersonTexts);
  return (
    <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
      <Table.Tbody>
        {TERMS.map((term) => (
          <Table.Tr key={term}>
            <Table.Th scope="row" fw={400}>
              {fields[term] ?? term}
            </Table.Th>
            <Table.Td ta="right" fw={600}>
              <SettingValue field={term} value={String(inForce[term])} currency={currency} />
            </Table.Td>
            <Table.Td ta="right" w={90}>
              {inForce.own.includes(term) && (
                <Badge variant="default" size="sm" style={{ textTransform: 'none' }}>
                  {t.authorityOwn}
                </Badge>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
