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
export {
  PowerOfficeGoSimulator,
  type PowerOfficeGoCompanyCredentials,
  type PowerOfficeGoCredentials,
  type PowerOfficeGoSimulatorOptions,
  type PowerOfficeGoState,
} from './poweroffice-go/simulator.js';
export type * as powerOfficeGo from './poweroffice-go/control/specs.js';
export type { OnboardingScript, OnboardingStatus } from './poweroffice-go/onboarding-script.js';
export {
  UNVERIFIED_DEFAULTS as POWEROFFICE_GO_UNVERIFIED_DEFAULTS,
  type UnverifiedBehaviour as PowerOfficeGoUnverifiedBehaviour,
} from './poweroffice-go/unverified.js';
export {
  FortnoxSimulator,
  type FortnoxCompanyCredentials,
  type FortnoxCredentials,
  type FortnoxSimulatorOptions,
  type IssuedTokens,
} from './fortnox/simulator.js';
export type { FortnoxBookkeeper } from './fortnox/control/bookkeeper.js';
export type * from './fortnox/control/specs.js';
export type { SignInAnswer } from './fortnox/oauth/sign-in-answer.js';
export {
  UNVERIFIED_DEFAULTS as FORTNOX_UNVERIFIED_DEFAULTS,
  type UnverifiedBehaviour as FortnoxUnverifiedBehaviour,
} from './fortnox/unverified.js';
export {
  XledgerSimulator,
  type XledgerCompanyCredentials,
  type XledgerCredentials,
  type XledgerSimulatorOptions,
} from './xledger/simulator.js';
export type { XledgerBookkeeper } from './xledger/control/bookkeeper.js';
export type * as xledger from './xledger/control/specs.js';
export type { XledgerLimits } from './xledger/limits.js';
export type { PostingJob as XledgerPostingJob } from './xledger/world.js';
export { XLEDGER_DEFAULTS, type XledgerUnverified } from './xledger/unverified.js';
export {
  VismaBusinessSimulator,
  type VismaBusinessCompanyCredentials,
  type VismaBusinessCredentials,
  type VismaBusinessSimulatorOptions,
  type VismaBusinessTokens,
} from './visma-business/simulator.js';
export type { VismaBusinessBookkeeper } from './visma-business/control/bookkeeper.js';
export type * as vismaBusiness from './visma-business/control/specs.js';
export type { VismaBusinessLimits } from './visma-business/limits.js';
export type { SignInAnswer as VismaBusinessSignInAnswer } from './visma-business/oauth/sign-in-answer.js';
export { VISMA_BUSINESS_DEFAULTS, type VismaBusinessUnverified } from './visma-business/unverified.js';
export { AgencySimulator, type AgencySimulatorOptions } from './agency/simulator.js';
export type { AgencyCredentials, Payment as AgencyPayment } from './agency/controlled.js';
export type { AgencyCase } from './agency/cases.js';
export type { AgencyEvent } from './agency/events.js';
export { sign as signWebhook, type WebhookFaultRule } from './agency/webhooks.js';
export { Mailbox, type ReceivedMail } from './receiving/mailbox.js';
export { PrintShop, type ShopLetter } from './receiving/print-shop.js';
export { type ReceivedSms, SmsGateway } from './receiving/sms-gateway.js';
export { ReceivingEnds, type ReceivingOptions } from './receiving/receiving-ends.js';
export { HttpServer } from './server/http-server.js';
