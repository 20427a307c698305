import { describe, expect, it } from '@jest/globals';
import { type ConnectionId, newId, systemClock } from '@app/domain';
import type { Connection } from '../connections/connection-row.js';
import { overviewToDo } from './overview-to-do.js';

const id: ConnectionId = newId(systemClock);
const NOTHING = {
  proposed: 0,
  proposals: 0,
  held: 0,
  grantRequests: 0,
  differences: 0,
  refusedPostings: 0,
  postingsToRelease: 0,
  refusedRecords: 0,
};

/** One that runs, and writes back to a chosen account. */
function connection(more: Partial<Connection> = {}): Connection & { readonly writesBack: boolean } {
  return {
    id,
    state: 'active',
    preflight: [],
    failuresInRow: 0,
    lastFailure: null,
    blockedReason: null,
    blockedMessage: null,
    blockedRemedy: null,
    writeBackTarget: '1920',
    writesBack: true,
    ...more,
  } as Connection & { readonly writesBack: boolean };
}

const codes = (...parameters: Parameters<typeof overviewToDo>): string[] =>
  overviewToDo(...parameters).map(({ code }) => code);

describe('overviewToDo', () => {
  it('asks for nothing where all is well', () => {
    expect(codes([connection()], NOTHING)).toEqual([]);
  });

  it('names a stopped connection with its reason and remedy, before everything else', () => {
    const blocked = connection({
      state: 'blocked',
      blockedReason: 'credentials-refused',
      blockedMessage: 'The key was refused.',
      blockedRemedy: 'Enter a new one.',
    });
    const [first, second] = overviewToDo([blocked], { ...NOTHING, proposed: 2 });
    expect(first).toEqual({
      code: 'blocked',
      count: 1,
      connectionId: id,
      reason: 'credentials-refused',
      detail: 'The key was refused. Enter a new one.',
    });
    expect(second).toEqual({ code: 'approve-claims', count: 2 });
  });

  it('sorts what waits by urgency', () => {
    const all = {
      proposed: 1,
      proposals: 1,
      held: 1,
      grantRequests: 1,
      differences: 1,
      refusedPostings: 1,
      postingsToRelease: 1,
      refusedRecords: 1,
    };
    expect(codes([], all)).toEqual([
      'refused-postings',
      'differences',
      'second-person',
      'approve-claims',
      'grant-requests',
      'release-postings',
      'held-claims',
      'refused-records',
    ]);
  });

  it('tells failed runs from the third in a row on', () => {
    expect(codes([connection({ failuresInRow: 2 })], NOTHING)).toEqual([]);
    expect(overviewToDo([connection({ failuresInRow: 3, lastFailure: 'No answer.' })], NOTHING)).toEqual([
      { code: 'failing', count: 3, connectionId: id, detail: 'No answer.' },
    ]);
  });

  it('asks for an account only where the ledger is written to, and set up', () => {
    const without = { writeBackTarget: null };
    expect(codes([connection(without)], NOTHING)).toEqual(['choose-account']);
    expect(codes([{ ...connection(without), writesBack: false }], NOTHING)).toEqual([]);
    expect(codes([connection({ ...without, state: 'setting-up' })], NOTHING)).toEqual(['finish-setup']);
  });
});
