import { EnvironmentError } from '../config/environment.js';
import { NestedTransactionError, TransactionAbortedError } from '../database/database.js';
import { EmbeddedPostgresError } from '../database/embedded-postgres/embedded-postgres-error.js';
import { TransactionEndedError } from '../database/transaction.js';
import { UnknownQueueError } from '../jobs/job-queue.js';
import { LeaseLostError } from '../scheduler/lease-keeper.js';
import { SealedSecretUnreadableError } from '../secrets/sealed-text.js';
import { declareSafeErrors } from './redact.js';

/** Of the base's errors, those whose messages are our own words. A feature declares its own in the same way. */
export function declareSafeErrorsOfTheBase(): void {
  declareSafeErrors(
    EmbeddedPostgresError,
    EnvironmentError,
    LeaseLostError,
    NestedTransactionError,
    SealedSecretUnreadableError,
    TransactionAbortedError,
    TransactionEndedError,
    UnknownQueueError,
  );
}
