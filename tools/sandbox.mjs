/** The simulated ledgers for demonstration and road: their sizes, and where the hub finds them. */
import { startApplication } from './start.mjs';

/**
 * Fortnox and PowerOffice Go allow a few calls a second. The hub keeps to that here as well, so their companies are small.
 * The sandbox does not count along: one process that plays every vendor at once takes calls in later than they were sent.
 * Tripletex tells the hub its limit, and allows ten times the vendor's own number, so that nobody waits for it.
 */
const DEMO = {
  SANDBOX_DEBT_COLLECTOR: 'true',
  SANDBOX_RATE_LIMIT: '1000',
  SANDBOX_FORTNOX_RATE_LIMIT: 'unlimited',
  SANDBOX_POWEROFFICE_GO_RATE_LIMIT: 'unlimited',
  SANDBOX_XLEDGER_RATE_LIMIT: 'unlimited',
  SANDBOX_VISMA_BUSINESS_RATE_LIMIT: 'unlimited',
  SANDBOX_SIZE: 'few',
  SANDBOX_TRIPLETEX_SIZE: 'demo',
  // Xledger: a posted payment is matched with the invoice it names, which the vendor leaves open.
  SANDBOX_XLEDGER_MATCHING: 'exact',
};

/** Of what the sandbox tells when it is ready, what the hub wants to know: addresses, and how to send messages there. */
const HUB_VARIABLE = /^([A-Z_]+_URL|SMTP_FROM|SMS_GATEWAY_TOKEN|SMS_SENDER|PRINT_SHOP_DIR)$/;

/**
 * Starts the sandbox, with what the environment sets in place of the demonstration's own.
 * @returns `{ ended, controlUrl, addresses }`; the addresses are variables for the hub
 */
export async function startSandbox(supervisor, port, more = {}) {
  const controlUrl = `http://127.0.0.1:${port}/control`;
  const chosen = Object.fromEntries(Object.keys(DEMO).map((name) => [name, process.env[name] ?? DEMO[name]]));
  let tell;
  const told = new Promise((settle) => (tell = settle));
  const { ended } = await startApplication(supervisor, 'sandbox', {
    env: { ...chosen, SANDBOX_PORT: String(port), ...more },
    ready: `${controlUrl}/state`,
    onLine: (line) => line.startsWith('{') && tell(JSON.parse(line)),
  });
  const facts = Object.entries(await told).filter(([name]) => HUB_VARIABLE.test(name));
  const addresses = Object.fromEntries(facts.map(([name, address]) => [name, process.env[name] ?? address]));
  return { ended, controlUrl, addresses };
}
