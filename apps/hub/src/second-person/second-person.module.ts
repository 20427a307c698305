import { Module } from '@nestjs/common';
import { ProposalView } from './proposal-view.js';
import { Proposals } from './proposals.js';
import { ProposalsController } from './proposals.controller.js';
import { SecondPersonRules } from './second-person-rules.js';
import { SecondPersonRulesController } from './second-person-rules.controller.js';

/** Four eyes: what one person asks for, and another decides. The features that ask bring what would be done. */
@Module({
  controllers: [ProposalsController, SecondPersonRulesController],
  providers: [Proposals, ProposalView, SecondPersonRules],
  exports: [Proposals, ProposalView, SecondPersonRules],
})
export class SecondPersonModule {}
