import { describe, expect, it } from '@jest/globals';
import { checksTable, type FaultReport, faultsTable } from './table.js';

const result = (suite: string, part: string, title: string, status = 'passed') => ({
  ancestorTitles: [suite, part],
  title,
  status,
});

describe('the tables of the conformance run', () => {
  it('have a row per check and a column per ledger, with the variants counted', () => {
    const testResults = [
      {
        assertionResults: [
          result('conformance of tripletex', 'pull', 'pulls'),
          result('conformance of tripletex, the other answers', 'pull', 'pulls', 'failed'),
          result('conformance of tripletex', 'write-back', 'books once'),
          result('something else', 'pull', 'pulls'),
        ],
      },
      {
        assertionResults: [
          result('conformance of fortnox', 'pull', 'pulls'),
          result('conformance of fortnox, the other answers', 'pull', 'pulls'),
        ],
      },
    ];
    expect(checksTable({ testResults })).toEqual([
      'check                   fortnox  tripletex',
      'pull: pulls             ok ×2    FAILED 1 of 2',
      'write-back: books once  -        ok',
      'all                     ok ×2    FAILED 1 of 3',
    ]);
  });

  it('show every operation under every fault, and what ended as it must not', () => {
    const outcome = (fault: string, operation: string, ending: string, allowed = true) => ({
      fault,
      operation,
      ending,
      allowed,
      requests: 3,
    });
    const reports: FaultReport[] = [
      {
        connector: 'tripletex',
        outcomes: [
          outcome('too-fast', 'identify', 'retryable'),
          outcome('too-fast', 'post', 'retryable'),
          outcome('answer-lost', 'identify', 'retryable'),
          outcome('answer-lost', 'post', 'success', false),
        ],
      },
      {
        connector: 'fortnox',
        outcomes: [
          outcome('too-fast', 'identify', 'retryable'),
          outcome('answer-lost', 'identify', 'retryable'),
        ],
      },
    ];
    expect(faultsTable(reports).slice(-5)).toEqual([
      'fault              fortnox  tripletex',
      'too-fast           r-       rr',
      'answer-lost        r-       r!',
      'ended as they may  2 of 2   3 of 4',
      'most requests      3        3',
    ]);
  });
});
