import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react';
import { useTexts } from '../../i18n/use-texts.js';
import { developersTexts } from './texts/index.js';

interface ShownOnceProps {
  readonly title: string;
  /** Missing where a repeated request was answered: it was shown before. */
  readonly secret: string | undefined;
  readonly onDone: () => void;
}

/** A key or a secret, to be taken along now. */
export function ShownOnce({ title, secret, onDone }: ShownOnceProps) {
  const t = useTexts(developersTexts);
  return (
    <Alert color="teal" icon={<IconKey />} title={title} role="status">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t.onceWhy}</Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'normal', maxWidth: '100%' }}>
          {secret ?? t.shownBefore}
        </Code>
        <Group gap="xs">
          {secret !== undefined && (
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button
                  size="xs"
                  variant="default"
                  onClick={copy}
                  leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                >
                  {copied ? t.copied : t.copy}
                </Button>
              )}
            </CopyButton>
          )}
          <Button size="xs" variant="default" onClick={onDone}>
            {t.kept}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
