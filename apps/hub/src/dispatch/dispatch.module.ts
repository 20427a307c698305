import {
  LetterFieldMissingError,
  LetterFieldNotShownError,
  LetterRenderer,
  LetterSumError,
  LetterTemplateError,
  NoSuchLetterError,
  SmsTooLongError,
} from '@app/letters';
import { Module } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { declareSafeErrors } from '../logging/redact.js';
import { MessageChannels } from './message-channels.js';
import { templateOverrides } from './template-folder.js';

/** Letters as texts, and the ways to send them. Knows no case: what is sent, and when, is decided above. */
@Module({
  providers: [
    MessageChannels,
    {
      provide: LetterRenderer,
      useFactory: ({ LETTER_TEMPLATES_DIR }: Environment) =>
        new LetterRenderer(templateOverrides(LETTER_TEMPLATES_DIR)),
      inject: [Environment],
    },
  ],
  exports: [MessageChannels, LetterRenderer],
})
export class DispatchModule {
  constructor() {
    // They name fields, paragraphs, templates and sums; never a person.
    declareSafeErrors(
      LetterFieldMissingError,
      LetterFieldNotShownError,
      LetterSumError,
      LetterTemplateError,
      NoSuchLetterError,
      SmsTooLongError,
    );
  }
}
