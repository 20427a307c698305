/** Runs before each test file (`setupFilesAfterEnv`). Without nock, which slows every connection down. */
import { forbidNetwork } from './loopback-only.js';

forbidNetwork();

// Jest's copy of `process` makes this list anew whenever it is read, and axios reads it for every request.
Object.defineProperty(process, 'allowedNodeEnvironmentFlags', { value: process.allowedNodeEnvironmentFlags });
