import { Anchor, Group } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';

/** One step up, above a page's title. */
export function BackLink({ to }: { readonly to: string }) {
  const { back } = useTexts(commonTexts);
  return (
    <Anchor component={Link} to={to} size="sm" style={{ alignSelf: 'flex-start' }}>
      <Group gap={4} component="span">
        <IconChevronLeft size={16} aria-hidden />
        {back}
      </Group>
    </Anchor>
  );
}
