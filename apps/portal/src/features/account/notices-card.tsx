import { answer, type Schemas } from '@app/client';
import { Card, Radio, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { accountTexts } from './texts/index.js';

type NoticeMode = Schemas['NoticeSettingDto']['mode'];

const MODES: readonly NoticeMode[] = ['at-once', 'daily', 'off'];
const NOTICES_KEY = ['notices'] as const;

/** When one is told by e-mail what needs one; chosen at once, without a button. */
export function NoticesCard() {
  const t = useTexts(accountTexts);
  const queries = useQueryClient();
  const setting = useQuery({
    queryKey: NOTICES_KEY,
    queryFn: () => answer(hub.GET('/api/v1/me/notices')),
  });
  const choose = useMutation({
    mutationFn: (mode: NoticeMode) => answer(hub.PUT('/api/v1/me/notices', { body: { mode } })),
    onSuccess: (saved) => queries.setQueryData(NOTICES_KEY, saved),
  });
  const error = setting.error ?? choose.error;
  const shown = choose.isPending ? choose.variables : setting.data?.mode;
  const pick = (value: string): void => {
    const mode = MODES.find((one) => one === value);
    if (mode) choose.mutate(mode);
  };
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.notices}
        </Title>
        <Text c="dimmed">{t.noticesLead}</Text>
        {error && <ProblemAlert error={error} />}
        <Radio.Group value={shown ?? null} onChange={pick} aria-label={t.notices}>
          <Stack gap="xs">
            {MODES.map((mode) => (
              <Radio
                key={mode}
                value={mode}
                label={t.noticeModes[mode].label}
                description={t.noticeModes[mode].hint}
                disabled={shown === undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed" role="status">
          {choose.isSuccess ? t.changed : ' '}
        </Text>
      </Stack>
    </Card>
  );
}
