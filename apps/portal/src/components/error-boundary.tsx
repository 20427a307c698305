import { Button, Center } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';
import { EmptyState } from './empty-state.js';

/** Shown where a page broke; the rest of the portal goes on. */
export function PageFailed() {
  const t = useTexts(commonTexts);
  return (
    <Center mih="60vh">
      <EmptyState
        icon={IconMoodSad}
        title={t.pageFailed}
        action={<Button onClick={() => window.location.reload()}>{t.reload}</Button>}
      >
        {t.pageFailedWhy}
      </EmptyState>
    </Center>
  );
}

/** The last resort, around everything. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <PageFailed /> : this.props.children;
  }
}
