import { Module } from '@nestjs/common';
import { CaseListReader } from './case-list-reader.js';
import { CaseListsController } from './case-lists.controller.js';
import { DayWorkReader } from './day-work-reader.js';

/** What is found over all creditors that a person reaches. Reads what cases and their desk keep, and changes nothing. */
@Module({ controllers: [CaseListsController], providers: [CaseListReader, DayWorkReader] })
export class CaseListsModule {}
