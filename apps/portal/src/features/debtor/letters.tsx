import { Button, Card, Group, Stack, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Instant } from '../../components/day.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { saveFile } from '../../components/save-file.js';
import { useTexts } from '../../i18n/use-texts.js';
import { type DebtorPageAnswer, debtorHub } from './debtor-hub.js';
import { debtorTexts } from './texts/index.js';

/** Letters as they were sent; each opens as the document that it was. */
export function Letters({
  letters,
  secret,
}: {
  readonly letters: DebtorPageAnswer['letters'];
  readonly secret: string;
}) {
  const t = useTexts(debtorTexts);
  const open = useMutation({
    mutationFn: async (letterId: string) => {
      const params = { path: { letterId } };
      const path = '/api/v1/debtor-page/letters/{letterId}/pdf';
      const { data } = await debtorHub(secret).GET(path, { params, parseAs: 'blob' });
      saveFile(data as unknown as Blob, `${letterId}.pdf`);
    },
  });
  const documents = letters.filter(({ hasDocument }) => hasDocument);
  if (documents.length === 0) return null;
  return (
    <Card withBorder padding="lg">
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t.letters}
        </Title>
        {open.error && <ProblemAlert error={open.error} />}
        {documents.map(({ id, sentAt }) => (
          <Group key={id} justify="space-between">
            <Instant at={sentAt} />
            <Button size="xs" variant="light" onClick={() => open.mutate(id)}>
              {t.letter}
            </Button>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
