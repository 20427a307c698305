import type { BankFileFormat } from '@app/bank-files';

/** What is shown of a file's state, a sentence each. Nothing of what the file says about people. */
export const SENTENCES = {
  received: 'The file has been received and waits to be read.',
  sameBytes: 'The same file has been received before; nothing of it is counted a second time.',
  nothingNew: 'Every transaction of it was told in an earlier file; nothing is counted a second time.',
  test: 'The bank marks the file as a test: it is kept, and nothing of it is counted.',
} as const;

export function takenInSentence(facts: {
  readonly format: BankFileFormat;
  readonly transactions: number;
  readonly toldBefore: number;
  readonly setAside: number;
  readonly waiting: number;
  readonly sameMessage: boolean;
}): string {
  const { format, transactions, toldBefore, setAside, waiting, sameMessage } = facts;
  const parts = [`The ${format} file has been read: ${counted(transactions, 'transaction')}`];
  if (toldBefore > 0) parts.push(`${toldBefore} of them told before`);
  if (waiting > 0) parts.push(`${waiting} on an account that is not added, or on a day that has not come`);
  if (setAside > 0) parts.push(`${counted(setAside, 'record')} set aside for a person`);
  const more = sameMessage ? ' Another file with the same message id and other content came before it.' : '';
  return `${parts.join(', ')}.${more}`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
