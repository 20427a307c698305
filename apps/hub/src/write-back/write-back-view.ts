import type { Language } from '@app/domain';
import { moneyDto } from '../api/money.dto.js';
import { byHandFromJson } from './by-hand-json.js';
import { explainByHand, explainLine } from './beside-explanation.js';
import { instructionFromJson } from './instruction-json.js';
import { postingFromJson } from './money-json.js';
import { explainRefusal, refusalOutcome } from './refusal-outcomes.js';
import { explainWriteBack } from './write-back-explanation.js';
import type { WriteBackRow } from './write-back-progress.js';
import type { WayOn } from './write-back-ways.js';
import type { WriteBackBesideDto, WriteBackDto, WriteBackObstacleDto } from './write-back-view.dto.js';

/** Writes a write-back for the API, in the reader's language, with what a person may order now. */
export function writeBackDto(row: WriteBackRow, ways: readonly WayOn[], language: Language): WriteBackDto {
  const { kind, invoiceNumber, amount, bookOn, lines = [] } = instructionFromJson(row.instruction);
  const posting = row.posting === null ? null : postingFromJson(row.posting);
  const beside: WriteBackBesideDto[] = [
    ...lines.map((line) => ({
      kind: line.kind,
      amount: moneyDto(line.amount.minor, line.amount.currency),
      booked: 'with-the-payment' as const,
      reason: null,
      explanation: explainLine(language),
    })),
    ...byHandFromJson(row.byHand).map(({ kind: of, amount: left, reason }) => ({
      kind: of,
      amount: moneyDto(left.minor, left.currency),
      booked: 'by-hand' as const,
      reason,
      explanation: explainByHand(reason, language),
    })),
  ];
  return {
    id: row.id,
    settlementId: row.settlementId,
    claimId: row.claimId,
    connectionId: row.connectionId,
    state: row.state,
    explanation: explainWriteBack(row.state, language),
    note: row.note,
    remedy: row.remedy,
    refusalCode: row.refusalCode,
    obstacle: obstacleOf(row, language),
    ways: ways.map(({ order, needsLook }) => ({ order, needsLook })),
    kind,
    invoiceNumber,
    amount: moneyDto(amount.minor, amount.currency),
    beside,
    bookOn,
    firstOpenDay: row.offeredOn,
    posting: posting && {
      postingId: posting.postingId,
      voucherId: posting.voucherId,
      bookedOn: posting.bookedOn,
    },
    attempts: row.attempts,
    sentAt: row.sentAt?.toISOString() ?? null,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    notBefore: row.notBefore.toISOString(),
  };
}

/** Only while it waits for a person: what a cancelled one once met stands in its history. */
function obstacleOf({ state, refusalCode }: WriteBackRow, language: Language): WriteBackObstacleDto | null {
  if (refusalCode === null || (state !== 'refused' && state !== 'needs-matching')) return null;
  const outcome = refusalOutcome(refusalCode);
  return { outcome, explanation: explainRefusal(outcome, language) };
}
