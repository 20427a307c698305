import { useState } from 'react';

/** What stands behind the `#` of a link in a mail: browsers send it to nobody. Empty where the link was cut off. */
export function useLinkSecret(): string {
  const [secret] = useState(() => window.location.hash.slice(1));
  return secret;
}
