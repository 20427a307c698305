/** The sandbox for tests: simulated ledgers inside the process, over loopback HTTP. */
export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox.js';
export { JournalError } from './journal/journal-error.js';
export type { JournalOptions } from './journal/journal.js';
export {
  TripletexSimulator,
  type CompanyCredentials,
  type SimulatorCredentials,
  type SimulatorState,
  type TripletexSimulatorOptions,
} from './tripletex/simulator.js';
export type { Bookkeeper } from './tripletex/control/bookkeeper.js';
export type * from './tripletex/control/specs.js';
export { UNVERIFIED_DEFAULTS, type UnverifiedBehaviour } from './tripletex/unverified.js';
export type { RateLimitOptions } from './tripletex/rate-limit.js';
export type { FaultKind, FaultRule, RefusalVariant } from './faults/fault.js';
export type { DemoSize } from './demo/demo-data.js';
export type { LoggedRequest } from './server/request-log.js';
