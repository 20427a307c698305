import { Card, SimpleGrid, Text } from '@mantine/core';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Company, ToDo } from '../../session/companies.js';
import { startTexts } from './texts/index.js';

const FIGURES = [
  { name: 'broken', code: 'blocked', color: 'red.8' },
  { name: 'postings', code: 'refused-postings', color: 'orange.8' },
  { name: 'differences', code: 'differences', color: 'orange.8' },
  { name: 'approval', code: 'approve-claims', color: 'fjord.7' },
] as const satisfies readonly { name: string; code: ToDo['code']; color: string }[];

/** What waits over all companies, in four figures. */
export function Summary({ companies }: { readonly companies: readonly Company[] }) {
  const t = useTexts(startTexts);
  const { count } = useFormat();
  const total = (code: ToDo['code']): number =>
    companies
      .flatMap(({ toDo }) => toDo)
      .reduce((sum, each) => (each.code === code ? sum + each.count : sum), 0);
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      {FIGURES.map(({ name, code, color }) => {
        const figure = total(code);
        return (
          <Card key={name} withBorder padding="md">
            <Text size="xl" fw={700} {...(figure > 0 ? { c: color } : { c: 'dimmed' })}>
              {count(figure)}
            </Text>
            <Text size="sm" c="dimmed">
              {t.summary[name]}
            </Text>
          </Card>
        );
      })}
    </SimpleGrid>
  );
}
