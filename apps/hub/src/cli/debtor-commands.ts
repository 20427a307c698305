import { writeFile } from 'node:fs/promises';
import type { CaseDebtorId, CreditorId } from '@app/domain';
import { AccessLog } from '../access-log/access-log.js';
import { currentActor } from '../audit/actor.js';
import { DebtorExport } from '../data-protection/debtor-export.js';
import { Erasure } from '../data-protection/erasure.js';
import { idWord } from './id-word.js';
import type { OpsCommandRun } from './ops-answer.js';

export const exportDebtor: OpsCommandRun = async (app, { words, reason = '', out }) => {
  const { creditorId, debtorId } = idsOf(words);
  const text = await app.get(DebtorExport, { strict: false }).of(creditorId, debtorId);
  const subject = { kind: 'case-debtor' as const, id: debtorId };
  await app
    .get(AccessLog, { strict: false })
    .record(creditorId, { opened: 'debtor-export', subject, reason });
  if (out === undefined) return { lines: [text], document: JSON.parse(text) as unknown, ok: true };
  await writeFile(out, text, { mode: 0o600 });
  return { lines: [`Written to ${out}.`], document: { file: out }, ok: true };
};

export const eraseDebtor: OpsCommandRun = async (app, { words, reason = '' }) => {
  const { creditorId, debtorId } = idsOf(words);
  const order = { actor: currentActor(), reason };
  const { erased, kept } = await app.get(Erasure, { strict: false }).erase(creditorId, debtorId, order);
  const lines = [
    `Erased: ${erased.join(', ')}.`,
    ...kept.map(({ part, from, source }) => `Kept until ${from}: ${part} (${source})`),
  ];
  return { lines, document: { erased, kept }, ok: true };
};

function idsOf([creditor, debtor]: readonly string[]) {
  return {
    creditorId: idWord<CreditorId>('CREDITOR', creditor),
    debtorId: idWord<CaseDebtorId>('DEBTOR', debtor),
  };
}
