import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BankFileId } from '@app/domain';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import { filesBeingRead, tellReading } from './reading-progress.js';

const FILE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10' as BankFileId;

describe('how far a file is read', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  it('is seen by others while the reading has written nothing that they could see, and gone with its end', async () => {
    const look = () => test.database.asOperator((tx) => filesBeingRead(tx));
    const [told, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reading = test.database.asOperator(async (tx) => {
      await tellReading(tx, FILE, 40);
      told.resolve();
      await ended.promise;
    });
    await told.promise;
    expect(await look()).toEqual(new Map([[FILE, 40]]));
    ended.resolve();
    await reading;
    expect(await look()).toEqual(new Map());
  });
});
