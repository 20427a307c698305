import { ProblemError } from '@app/client';
import { Alert, Button, Card, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { debtorTexts } from './texts/index.js';

interface OpenFormProps {
  readonly link: string;
  readonly isOver: boolean;
  readonly onOpened: (visitSecret: string) => void;
}

/** Asks for the code of the letter. */
export function OpenForm({ link, isOver, onOpened }: OpenFormProps) {
  const t = useTexts(debtorTexts);
  const [code, setCode] = useState('');
  const attempt = useMutation({
    mutationFn: async () => (await hub.POST('/api/v1/debtor-page/open', { body: { link, code } })).data,
    onSuccess: (opened) => opened && onOpened(opened.visitSecret),
  });
  const { error } = attempt;
  return (
    <Card withBorder padding="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate();
        }}
      >
        <Stack>
          <Title order={1} size="h3">
            {t.title}
          </Title>
          <Text>{t.openLead}</Text>
          {isOver && error === null && <Alert color="yellow">{t.over}</Alert>}
          {error instanceof ProblemError && error.status === 401 ? (
            <Alert color="yellow" role="alert">
              {t.notOpened}
            </Alert>
          ) : (
            error && <ProblemAlert error={error} />
          )}
          <TextInput
            label={t.code}
            size="md"
            required
            withAsterisk={false}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={40}
            placeholder="XXXX-XXXX"
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
          <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
            {t.open}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
