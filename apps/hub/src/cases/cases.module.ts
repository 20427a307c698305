import { Module } from '@nestjs/common';
import { CollectionModule } from '../collection/collection.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { CaseBook } from './case-book.js';
import { CaseOpening } from './opening/case-opening.js';
import { OpeningStore } from './opening/opening-store.js';
import { SettingsStore } from './settings/settings-store.js';

/** The built-in pipeline's cases: what a debtor owes a creditor, and what is done about it, step by step. */
@Module({
  imports: [CollectionModule, ConnectionsModule],
  providers: [CaseBook, CaseOpening, OpeningStore, SettingsStore],
  exports: [CaseBook, CaseOpening, SettingsStore],
})
export class CasesModule {}
