import { fortnox } from './fortnox.js';
import type { DemoLedger } from './ledger.js';
import { powerOfficeGo } from './poweroffice-go.js';
import { tripletex } from './tripletex.js';
import { vismaBusiness } from './visma-business.js';
import { xledger } from './xledger.js';

/** The ledgers of the road, in the order in which they are told of. A further one is a file here and a line. */
export const DEMO_LEDGERS: readonly DemoLedger[] = [
  tripletex,
  powerOfficeGo,
  fortnox,
  xledger,
  vismaBusiness,
];
