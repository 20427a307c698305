import { Button, Center } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../components/empty-state.js';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';

export function NotFound() {
  const t = useTexts(commonTexts);
  return (
    <Center mih="60vh" component="main">
      <EmptyState
        icon={IconMap2}
        title={t.notFound}
        action={
          <Button component={Link} to="/">
            {t.toStart}
          </Button>
        }
      >
        {t.notFoundWhy}
      </EmptyState>
    </Center>
  );
}
