import { account } from '../features/account/feature.js';
import { bankFiles } from '../features/bank-files/feature.js';
import { cases } from '../features/cases/feature.js';
import { connect } from '../features/connect/feature.js';
import { connection } from '../features/connection/feature.js';
import { dataProtection } from '../features/data-protection/feature.js';
import { debtor } from '../features/debtor/feature.js';
import { desk } from '../features/desk/feature.js';
import { developers } from '../features/developers/feature.js';
import { differences } from '../features/differences/feature.js';
import { entrance } from '../features/entrance/feature.js';
import { grantRequests } from '../features/grant-requests/feature.js';
import { history } from '../features/history/feature.js';
import { invoices } from '../features/invoices/feature.js';
import { payments } from '../features/payments/feature.js';
import { people } from '../features/people/feature.js';
import { postings } from '../features/postings/feature.js';
import { reports } from '../features/reports/feature.js';
import { secondPerson } from '../features/second-person/feature.js';
import { start } from '../features/start/feature.js';
import { workList } from '../features/work-list/feature.js';
import type { Feature } from './feature.js';

/** Everything that the portal consists of, one line each; navigation and a company's tabs follow this order. */
export const FEATURES: readonly Feature[] = [
  entrance,
  debtor,
  start,
  invoices,
  grantRequests,
  payments,
  postings,
  differences,
  reports,
  history,
  connection,
  secondPerson,
  dataProtection,
  workList,
  cases,
  desk,
  bankFiles,
  connect,
  developers,
  people,
  account,
];
