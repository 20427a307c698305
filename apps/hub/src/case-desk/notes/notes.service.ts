import { actorOf, actorText } from '../../audit/actor.js';
import { type CaseId, type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { CLOCK } from '../../config/clock.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseFile } from '../file/case-file.js';
import { partNotFound } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { unfitField } from '../../api/unfit-field.js';
import type { NewNoteDto, NoteDto } from './note.dto.js';

const NOTES_MAX = 1_000;

/** What people wrote down of calls, letters and visits. */
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
  add(creditorId: CreditorId, caseId: CaseId, dto: NewNoteDto, key?: RequestKey): Promise<NoteDto> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const id = await this.file.once(tx, key, () => this.#add(tx, desk, dto));
      const [note] = await tx.query<NoteDto>(
        `${SELECT} where creditor_id = $1 and case_id = $2 and id = $3`,
        [creditorId, caseId, id],
      );
      if (!note) throw partNotFound('note', id);
      return note;
    });
  }

  /** @returns its id */
  async #add(tx: Transaction, desk: DeskCase, dto: NewNoteDto): Promise<string> {
    const { creditorId, id: caseId } = desk;
    const now = this.clock.now();
    const at = dto.at === undefined ? now : new Date(dto.at);
    if (at > now) {
      throw unfitField('at', 'lies ahead', 'Write down what has happened; for what is to come add a task.');
    }
    const { kind, text, reachedDebtor = false } = dto;
    const actor = actorOf(dto);
    const [earlier] = await tx.query<NoteDto>(
      `${SELECT} where creditor_id = $1 and case_id = $2 and kind = $3 and text = $4 and at = $5 and created_by = $6`,
      [creditorId, caseId, kind, text, at, actorText(actor)],
    );
    if (earlier) return earlier.id;
    const id = newId(this.clock);
    await tx.query(ADD, [creditorId, caseId, id, kind, text, reachedDebtor, at, actorText(actor)]);
    await this.file.record(tx, desk, {
      actor,
      kind: 'noted',
      detail: { noteId: id, kind, reachedDebtor, at: at.toISOString() },
      audit: { noteId: id, kind },
    });
    return id;
  }
}

const SELECT = `
  select id, kind, text, reached_debtor as "reachedDebtor", at, created_by as "createdBy" from case_note`;

const ADD = prepared(`
  insert into case_note (creditor_id, case_id, id, kind, text, reached_debtor, at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);
