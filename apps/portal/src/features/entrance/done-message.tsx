import { Alert } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';

/** It is done, and what comes next. */
export function DoneMessage({ children }: { readonly children: string }) {
  return (
    <Alert color="teal" icon={<IconCircleCheck />} role="status">
      {children}
    </Alert>
  );
}
