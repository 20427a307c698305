import { describe, expect, it } from '@jest/globals';
import { toDo } from './to-do.js';

const well: Parameters<typeof toDo>[0] = {
  state: 'active',
  blockedFrom: null,
  blockedMessage: null,
  blockedRemedy: null,
  preflight: [],
  preflightAt: new Date('2026-03-02T09:00:00Z'),
  writeBackTarget: { paymentTypeId: '101' },
  failuresInRow: 0,
  lastFailure: null,
};
const finding = { code: 'x', message: 'The payment type is missing.', remedy: 'Make one.' };

describe('what a person must do', () => {
  it.each<[string, Partial<typeof well>, string[]]>([
    ['nothing, when all is well', {}, []],
    ['nothing about a mere notice', { preflight: [{ ...finding, severity: 'notice' }] }, []],
    ['nothing about one failed run', { failuresInRow: 1, lastFailure: 'Down.' }, []],
    [
      'know that runs keep failing',
      { failuresInRow: 3, lastFailure: 'Down.' },
      ['The last 3 runs failed: Down.'],
    ],
    [
      'mend a finding',
      { preflight: [{ ...finding, severity: 'blocks-write-back' }] },
      ['The payment type is missing. Make one.'],
    ],
    [
      'check and start',
      { state: 'setting-up', preflightAt: null },
      ['Run preflight, then activate the connection.'],
    ],
    ['start', { state: 'setting-up' }, ['Activate the connection.']],
    [
      'choose a target',
      { writeBackTarget: null },
      ['Choose where settlements are booked; until then they wait.'],
    ],
    [
      'mend what blocks first of all',
      {
        state: 'blocked',
        blockedMessage: 'Revoked.',
        blockedRemedy: 'Enter a new key.',
        writeBackTarget: null,
      },
      ['Revoked. Enter a new key.', 'Choose where settlements are booked; until then they wait.'],
    ],
  ])('is to do: %s', (_, change, steps) => {
    expect(toDo({ ...well, ...change }, true)).toEqual(steps);
  });

  it('asks for no target where the ledger cannot be written to', () => {
    expect(toDo({ ...well, writeBackTarget: null }, false)).toEqual([]);
  });
});
