import { Module } from '@nestjs/common';
import { CaseStatusBoard } from './case-status-board.js';

/** The board alone: whoever decides about claims wishes here, and needs nothing of the write-back for it. */
@Module({ providers: [CaseStatusBoard], exports: [CaseStatusBoard] })
export class CaseStatusModule {}
