/** What the hub sees of the connectors: the contract, the registry, and the parts of the kit that it lends them. */
export * from './contract/index.js';
export * from './registry.js';
export { createTransport } from './kit/http-client.js';
export { MemoryCallBudget } from './kit/call-budget.js';
export { MemoryTokenStore } from './kit/memory-token-store.js';
export { redact } from './kit/redact.js';
export {
  checkSettings,
  describeSettings,
  secretsOf,
  type SettingDescription,
  type SettingProblem,
  type SettingsCheck,
  withSignInValues,
} from './kit/settings.js';
