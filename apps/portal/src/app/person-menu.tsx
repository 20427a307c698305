import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTexts } from '../i18n/use-texts.js';
import { signOut } from '../session/entrance.js';
import { queryClient } from '../session/hub.js';
import { useMe } from '../session/me.js';
import { frameTexts } from './texts/index.js';

/** Who is signed in, and the way out. */
export function PersonMenu() {
  const t = useTexts(frameTexts);
  const me = useMe();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await signOut().catch(() => undefined);
    await navigate({ to: '/sign-in' });
    queryClient.clear();
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton>
          <Avatar name={me.name} color="fjord" variant="filled" size={36} radius="xl" alt="" />
          <VisuallyHidden>
            {t.account}: {me.name}
          </VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {me.name}
          </Text>
          {me.email}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} />}>
          {t.account}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
