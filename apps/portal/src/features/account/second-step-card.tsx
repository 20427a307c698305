import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Code,
  Group,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { QrCode } from '../../components/qr-code.js';
import { useTexts } from '../../i18n/use-texts.js';
import { ME_KEY } from '../../session/hub.js';
import {
  beginSecondStep,
  confirmSecondStep,
  endSecondStep,
  type NewSecondStep,
} from '../../session/second-step.js';
import { accountTexts } from './texts/index.js';

/** Turns the code of an authenticator app on and off; both take the password. */
export function SecondStepCard({ isOn }: { readonly isOn: boolean }) {
  const t = useTexts(accountTexts);
  const queries = useQueryClient();
  const [made, setMade] = useState<NewSecondStep>();
  const [asksPassword, setAsksPassword] = useState(false);
  const [entered, setEntered] = useState('');
  const done = (): void => {
    setMade(undefined);
    setAsksPassword(false);
    setEntered('');
    void queries.invalidateQueries({ queryKey: ME_KEY });
  };
  const step = useMutation({
    mutationFn: async () => {
      if (made) await confirmSecondStep(entered);
      else if (isOn) await endSecondStep(entered);
      else return beginSecondStep(entered);
      return undefined;
    },
    onSuccess: (begun) => {
      setEntered('');
      if (begun) setMade(begun);
      else done();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    step.mutate();
  };
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t.secondStep}
          </Title>
          <Badge color={isOn ? 'teal' : 'gray'} variant="light">
            {isOn ? '✓' : '–'}
          </Badge>
        </Group>
        <Text c="dimmed">{isOn ? t.secondStepOn : t.secondStepOff}</Text>
        {!asksPassword && (
          <Button variant="default" onClick={() => setAsksPassword(true)} style={{ alignSelf: 'flex-start' }}>
            {isOn ? t.turnOff : t.turnOn}
          </Button>
        )}
        {asksPassword && (
          <form onSubmit={submit}>
            <Stack gap="sm">
              {step.error && (
                <Alert color="red" role="alert">
                  {t.refused}
                </Alert>
              )}
              {made && <NewKey made={made} />}
              {made ? (
                <TextInput
                  label={t.code}
                  autoComplete="one-time-code"
                  value={entered}
                  onChange={({ currentTarget }) => setEntered(currentTarget.value)}
                />
              ) : (
                <PasswordInput
                  label={t.password}
                  autoComplete="current-password"
                  value={entered}
                  onChange={({ currentTarget }) => setEntered(currentTarget.value)}
                />
              )}
              <Button type="submit" loading={step.isPending} style={{ alignSelf: 'flex-start' }}>
                {made ? t.confirm : t.goOn}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Card>
  );
}

function NewKey({ made: { uri, key, reserve } }: { readonly made: NewSecondStep }) {
  const t = useTexts(accountTexts);
  return (
    <Stack gap="xs">
      <Text size="sm">{t.scan}</Text>
      <QrCode text={uri} label={t.qr} />
      <Text size="sm">{t.byHand}</Text>
      <Code block>{key}</Code>
      <Anchor href={uri} size="sm">
        {t.openApp}
      </Anchor>
      <Text size="sm">{t.reserve}</Text>
      <Code block>{reserve.join('\n')}</Code>
    </Stack>
  );
}
