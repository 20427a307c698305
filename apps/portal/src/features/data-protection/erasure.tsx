import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Day } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { EraseModal } from './erase-modal.js';
import { type DebtorPath, erasureQuery, type PartRetention } from './erasure-query.js';
import { dataProtectionTexts } from './texts/index.js';

interface ErasureProps {
  readonly path: DebtorPath;
  readonly name: string;
}

/** The three parts of what is kept: erased before, to be erased today, or kept, until when and why. */
export function Erasure({ path, name }: ErasureProps) {
  const t = useTexts(dataProtectionTexts);
  const query = useQuery(erasureQuery(path));
  const [isAsking, setAsking] = useState(false);
  return (
    <Card withBorder padding="lg">
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t.erasure}
          </Title>
          <Text>{t.erasureLead}</Text>
        </div>
        <QueryStates query={query}>
          {({ erased, parts }) => {
            const now = parts.filter(({ may }) => may).map(({ part }) => part);
            return (
              <>
                {erased.map((part) => (
                  <Part key={part} part={part} state={t.erasedBefore} color="gray" />
                ))}
                {parts.map((part) => (
                  <Part
                    key={part.part}
                    part={part.part}
                    state={part.may ? t.mayGo : t.stays}
                    color={part.may ? 'teal' : 'yellow'}
                    why={part}
                  />
                ))}
                {now.length > 0 ? (
                  <Group>
                    <Button color="red" variant="light" onClick={() => setAsking(true)}>
                      {t.eraseOpen}
                    </Button>
                  </Group>
                ) : (
                  <Text fw={600}>{parts.length === 0 ? t.allErased : t.nothingToday}</Text>
                )}
                {isAsking && (
                  <EraseModal path={path} name={name} parts={now} onClose={() => setAsking(false)} />
                )}
              </>
            );
          }}
        </QueryStates>
      </Stack>
    </Card>
  );
}

interface PartProps {
  readonly part: PartRetention['part'];
  readonly state: string;
  readonly color: string;
  /** Of a part that is there still. */
  readonly why?: PartRetention;
}

function Part({ part, state, color, why }: PartProps) {
  const t = useTexts(dataProtectionTexts);
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={600}>{t.parts[part].name}</Text>
        <Badge variant="light" color={color} style={{ textTransform: 'none' }}>
          {state}
        </Badge>
      </Group>
      <Text size="sm">{t.parts[part].what}</Text>
      {why?.reason === 'case-open' && <Text size="sm">{t.caseOpen}</Text>}
      {why?.reason === 'retention' && (
        <Text size="sm">
          {t.goesOn} <Day on={why.from} />
        </Text>
      )}
      {why && (
        <Text size="sm" c="dimmed">
          {t.source}: <span lang="en">{why.source}</span>
          {why.status !== 'verified' && ` (${t.notVerified})`}
        </Text>
      )}
    </Stack>
  );
}
