import type { CaseId, CaseLetterId, CaseStepId, Country } from '@app/domain';
import type { Channel, LetterKind } from '@app/collection';
import { Injectable } from '@nestjs/common';
import type { SendResult } from '../../dispatch/message-channel.js';
import { MessageChannels } from '../../dispatch/message-channels.js';

/** A stored letter with what its channel asks for. */
export interface LetterToSend {
  readonly id: CaseLetterId;
  readonly caseId: CaseId;
  readonly stepId: CaseStepId | null;
  readonly kind: LetterKind;
  readonly channel: Channel;
  readonly recipient: { readonly name: string; readonly value?: string };
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly document: Buffer | null;
  /** With the attempt that is being made. */
  readonly attempts: number;
  /** Before it was taken: `sending` means that an earlier attempt may have been carried out. */
  readonly state: 'planned' | 'sending';
  readonly reference: string;
  readonly country: Country;
}

/** Gives a stored letter to its channel, by the letter's own id: the same message in every attempt. */
@Injectable()
export class LetterSender {
  constructor(private readonly channels: MessageChannels) {}

  async send(letter: LetterToSend, signal: AbortSignal): Promise<SendResult> {
    const { id, channel, recipient, text } = letter;
    const to = recipient.value ?? '';
    if (channel === 'call') return { outcome: 'refused', reason: 'A call is made by a person.' };
    if (channel === 'letter') {
      const post = this.channels.of('letter');
      if (!post.isOn) return { outcome: 'refused', reason: post.reason };
      if (letter.document === null) return { outcome: 'refused', reason: 'The letter has no document.' };
      const { reference: caseReference, country, document: pdf } = letter;
      return post.channel.send({ id, pdf, caseReference, country }, signal);
    }
    if (to === '') return { outcome: 'refused', reason: 'The debtor has no address for this channel.' };
    if (channel === 'sms') {
      const sms = this.channels.of('sms');
      return sms.isOn
        ? sms.channel.send({ id, to, text }, signal)
        : { outcome: 'refused', reason: sms.reason };
    }
    const email = this.channels.of('email');
    if (!email.isOn) return { outcome: 'refused', reason: email.reason };
    const attachments =
      letter.document === null ? [] : [{ name: `${letter.reference}.pdf`, pdf: letter.document }];
    const message = { id, to, subject: letter.subject ?? '', text, html: letter.html ?? '', attachments };
    return email.channel.send(message, signal);
  }
}
