import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';

/** Short messages at the page's edge, each with a button to close it that says so. */
export function Messages() {
  const { close } = useTexts(commonTexts);
  return (
    <MantineThemeProvider
      inherit
      theme={{
        components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } } },
      }}
    >
      <Notifications position="bottom-right" />
    </MantineThemeProvider>
  );
}
