import { describeConformance } from '../conformance/connector-conformance.js';
import { vismaBusiness } from './index.js';
import { createVismaLedger } from './testing/visma-business-conformance-ledger.js';

describeConformance(vismaBusiness, () => createVismaLedger());

describeConformance(vismaBusiness, () => createVismaLedger({ access: 'user' }), {
  variant: 'a person signed in',
  withFaults: false,
});
