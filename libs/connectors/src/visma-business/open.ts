import {
  type BudgetRule,
  type CallBudget,
  type ConnectorTools,
  RetryableLedgerError,
} from '../contract/index.js';
import { LedgerHttp } from '../kit/index.js';
import { budgetRule, GrantTokens } from './auth.js';
import { VismaClient } from './client.js';
import { TooManyCallsError, vismaVerdict } from './errors.js';
import { LIMITS } from './limits.js';
import { isService, type VismaBusinessSettings } from './settings.js';
import { TokenEndpoint } from './token-endpoint.js';

export const API_URL = 'VISMA_BUSINESS_API_URL';
export const CONNECT_URL = 'VISMA_CONNECT_URL';

/** Puts the token endpoint together. Sends nothing. */
export function openEndpoint(
  settings: VismaBusinessSettings,
  tools: ConnectorTools,
): { readonly endpoint: TokenEndpoint; readonly connectUrl: string } {
  const connectUrl = baseAddress(tools, CONNECT_URL);
  return {
    endpoint: new TokenEndpoint(http(settings, tools), settings, connectUrl, LIMITS.requestTimeoutMs),
    connectUrl,
  };
}

/** What the grant's calls count against. */
export function budgetOf(
  settings: VismaBusinessSettings,
  tools: Pick<ConnectorTools, 'address'>,
): BudgetRule {
  return budgetRule(baseAddress(tools, CONNECT_URL), settings);
}

/** The API through the grant. Sends nothing. A person's token is good at one endpoint, an application's at another. */
export function openClient(settings: VismaBusinessSettings, tools: ConnectorTools): VismaClient {
  const { endpoint, connectUrl } = openEndpoint(settings, tools);
  return new VismaClient({
    http: http(settings, tools),
    tokens: new GrantTokens(endpoint, settings, tools.clock, tools.tokens, connectUrl),
    url: `${baseAddress(tools, API_URL)}/${isService(settings) ? 'graphql-service' : 'graphql'}`,
    budget: budgetRule(connectUrl, settings),
    limits: LIMITS,
    secrets: [settings.clientSecret],
    clock: tools.clock,
    sleep: (ms, signal) => tools.sleep(ms, signal),
  });
}

function http({ clientSecret }: VismaBusinessSettings, tools: ConnectorTools): LedgerHttp {
  return new LedgerHttp({
    tools: {
      transport: tools.transport,
      clock: tools.clock,
      log: tools.log,
      sleep: (ms, signal) => tools.sleep(ms, signal),
      budget: atTheDoor(tools.budget),
    },
    ledgerName: 'Visma',
    verdict: vismaVerdict,
    // No header of Visma's tells what is left.
    budgetReading: () => ({}),
    secrets: [clientSecret],
  });
}

/** A call that our own budget holds back was never sent, which a write must know for certain. */
function atTheDoor(budget: CallBudget): CallBudget {
  return {
    acquire: async (rule, signal, cost) => {
      try {
        await budget.acquire(rule, signal, cost);
      } catch (error) {
        if (!(error instanceof RetryableLedgerError)) throw error;
        throw new TooManyCallsError(error.message, error.retryAfterMs);
      }
    },
    correct: (rule, more) => budget.correct(rule, more),
    observe: (rule, reading) => budget.observe(rule, reading),
    pause: (rule, pauseMs) => budget.pause(rule, pauseMs),
  };
}

function baseAddress(tools: Pick<ConnectorTools, 'address'>, variable: string): string {
  return tools.address(variable).replace(/\/+$/, '');
}
