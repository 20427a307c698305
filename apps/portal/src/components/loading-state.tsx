import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';

/** The outline of what comes, so that nothing jumps when it is there. */
export function LoadingState({ rows = 5 }: { readonly rows?: number }) {
  const { loading } = useTexts(commonTexts);
  return (
    <Stack gap="sm" role="status" aria-busy>
      <VisuallyHidden>{loading}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={44} radius="md" />
      ))}
    </Stack>
  );
}
