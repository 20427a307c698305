import { Alert, List } from '@mantine/core';

interface RefusedClaimsProps {
  readonly title: (count: number) => string;
  readonly reasons: readonly { readonly claimId: string; readonly reason: string }[];
}

/** Claims with which something was not done, each with its reason; nothing while there are none. */
export function RefusedClaims({ title, reasons }: RefusedClaimsProps) {
  if (reasons.length === 0) return null;
  return (
    <Alert color="yellow" title={title(reasons.length)}>
      <List size="sm">
        {reasons.map(({ claimId, reason }) => (
          <List.Item key={claimId}>{reason}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
