import '@nestjs/common';
import '@nestjs/core';

/**
 * The throttler is a CommonJS package that requires Nest, which is ESM. Loaded once Nest has been evaluated: as a plain
 * import it would stand in the same graph, and Jest refuses to require a module that is still being linked.
 */
export const { SkipThrottle, Throttle, ThrottlerGuard, ThrottlerModule, ThrottlerStorage } =
  await import('@nestjs/throttler');
