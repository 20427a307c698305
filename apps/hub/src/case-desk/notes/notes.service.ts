import { type CaseId, type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { prepared } from '../../database/transaction.js';
import { actorOf, actorText } from '../file/acting.js';
import { CaseFile } from '../file/case-file.js';
import { unfit } from '../file/case-problems.js';
import type { NewNoteDto, NoteDto, TimelineDto, TimelineLineDto } from './note.dto.js';

const NOTES_MAX = 1_000;
const TIMELINE_STANDARD = 100;

/** What people wrote down of calls and letters, and the case's whole timeline. */
@Injectable()
export class NotesService {
  constructor(
    private readonly file: CaseFile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId, caseId: CaseId): Promise<NoteDto[]> {
    return this.file.look(creditorId, caseId, (tx) =>
      tx.query<NoteDto>(`${SELECT} where creditor_id = $1 and case_id = $2 order by at, id limit $3`, [
        creditorId,
        caseId,
        NOTES_MAX,
      ]),
    );
  }

  /** The same words of the same person about the same moment are one note. A mistake is corrected by another note. */
  add(creditorId: CreditorId, caseId: CaseId, dto: NewNoteDto): Promise<NoteDto> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const now = this.clock.now();
      const at = dto.at === undefined ? now : new Date(dto.at);
      if (at > now)
        throw unfit('at', 'lies ahead', 'Write down what has happened; for what is to come add a task.');
      const { kind, text, reachedDebtor = false } = dto;
      const actor = actorOf(dto);
      const [earlier] = await tx.query<NoteDto>(
        `${SELECT} where creditor_id = $1 and case_id = $2 and kind = $3 and text = $4 and at = $5 and created_by = $6`,
        [creditorId, caseId, kind, text, at, actorText(actor)],
      );
      if (earlier) return earlier;
      const id = newId(this.clock);
      const values = [creditorId, caseId, id, kind, text, reachedDebtor, at, actorText(actor)];
      await tx.query(ADD, values);
      await this.file.record(tx, desk, {
        actor,
        kind: 'noted',
        detail: { noteId: id, kind, reachedDebtor, at: at.toISOString() },
        audit: { noteId: id, kind },
      });
      return { id, kind, text, reachedDebtor, at, createdBy: actorText(actor) };
    });
  }

  timeline(
    creditorId: CreditorId,
    caseId: CaseId,
    { after = 0, limit = TIMELINE_STANDARD }: { readonly after?: number; readonly limit?: number },
  ): Promise<TimelineDto> {
    return this.file.look(creditorId, caseId, async (tx) => {
      const lines = await tx.query<TimelineLineDto>(TIMELINE, [creditorId, caseId, after, limit + 1]);
      const page = lines.slice(0, limit);
      return { lines: page, nextAfter: lines.length > limit ? (page.at(-1)?.sequence ?? null) : null };
    });
  }
}

const SELECT = `
  select id, kind, text, reached_debtor as "reachedDebtor", at, created_by as "createdBy" from case_note`;

const ADD = prepared(`
  insert into case_note (creditor_id, case_id, id, kind, text, reached_debtor, at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);

const TIMELINE = prepared(`
  select sequence, kind, detail, actor, at from case_event
  where creditor_id = $1 and case_id = $2 and sequence > $3 order by sequence limit $4`);
