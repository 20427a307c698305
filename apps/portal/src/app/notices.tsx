import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';

/** What was done, told at the edge; its button to close has a name for those who do not see it. */
export function Notices() {
  const { close } = useTexts(commonTexts);
  const named = { Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } } };
  return (
    <MantineThemeProvider inherit theme={{ components: named }}>
      <Notifications position="bottom-right" />
    </MantineThemeProvider>
  );
}
