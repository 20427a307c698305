import { type Clock, newId } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { MessageChannels } from '../dispatch/message-channels.js';
import { accountLanguage, accountMail } from './account-mails.js';

/** Sends what people need to get in. A mail that fails is told in the log, without its address: it can be asked for again. */
@Injectable()
export class AccountMailer {
  readonly #log = new Logger('AccountMails');

  constructor(
    private readonly channels: MessageChannels,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  reset(to: string, language: unknown, token: string): Promise<void> {
    return this.#send('reset', language, to, {
      link: `${this.environment.publicUrl}/reset-password#${token}`,
    });
  }

  invitation(to: string, organisation: string, id: string, language: unknown = 'nb'): Promise<void> {
    return this.#send('invitation', language, to, {
      link: `${this.environment.publicUrl}/join#${id}`,
      organisation,
    });
  }

  async #send(
    kind: 'reset' | 'invitation',
    language: unknown,
    to: string,
    facts: { readonly link: string; readonly organisation?: string },
  ): Promise<void> {
    const email = this.channels.of('email');
    if (!email.isOn) {
      this.#log.warn({ msg: 'a mail to a person was not sent', kind, reason: email.reason });
      return;
    }
    const id = newId(this.clock);
    const mail = accountMail(kind, accountLanguage(language), { id, to, ...facts });
    const result = await email.channel.send(mail);
    if (result.outcome !== 'accepted')
      this.#log.warn({ msg: 'a mail to a person was not sent', kind, reason: result.reason });
  }
}
