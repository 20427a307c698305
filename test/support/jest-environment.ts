/** Runs before each test file (`setupFilesAfterEnv`). Without nock, which slows every connection down. */
import { forbidNetwork } from './loopback-only.js';

forbidNetwork();
