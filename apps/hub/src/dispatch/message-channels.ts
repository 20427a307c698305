import { createTransport } from '@app/connectors';
import type { Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import type { ChannelState, MessageOf, SendingChannel } from './message-channel.js';
import { PrintShopChannel } from './print-shop-channel.js';
import { SmsChannel } from './sms-channel.js';
import { SmtpChannel } from './smtp-channel.js';

type States = { readonly [Name in SendingChannel]: ChannelState<MessageOf[Name]> };

/** The ways to reach a debtor that the environment sets up. One that it does not is off, and says which variable is missing. */
@Injectable()
export class MessageChannels {
  readonly #states: States;

  constructor(environment: Environment, @Inject(CLOCK) clock: Clock) {
    this.#states = {
      email: emailOf(environment, clock),
      sms: smsOf(environment),
      letter: letterOf(environment, clock),
    };
  }

  of<Name extends SendingChannel>(name: Name): States[Name] {
    return this.#states[name];
  }
}

const off = (variable: string): { readonly isOn: false; readonly reason: string } => ({
  isOn: false,
  reason: `${variable} is not set.`,
});

function emailOf(environment: Environment, clock: Clock): States['email'] {
  const { SMTP_URL: url, SMTP_FROM: from, SMTP_TIMEOUT_SECONDS: seconds } = environment;
  if (url === undefined) return off('SMTP_URL');
  if (from === undefined) return off('SMTP_FROM');
  return { isOn: true, channel: new SmtpChannel({ url, from, timeoutMs: seconds * 1000 }, clock) };
}

function smsOf(environment: Environment): States['sms'] {
  const { SMS_GATEWAY_URL: url, SMS_GATEWAY_TOKEN: token, SMS_SENDER: sender } = environment;
  if (url === undefined) return off('SMS_GATEWAY_URL');
  if (token === undefined) return off('SMS_GATEWAY_TOKEN');
  if (sender === undefined) return off('SMS_SENDER');
  const settings = {
    url: url.replace(/\/$/, ''),
    token,
    sender,
    timeoutMs: environment.SMS_TIMEOUT_SECONDS * 1000,
  };
  return { isOn: true, channel: new SmsChannel(settings, createTransport({ socketsMax: 4 })) };
}

function letterOf({ PRINT_SHOP_DIR: folder }: Environment, clock: Clock): States['letter'] {
  return folder === undefined
    ? off('PRINT_SHOP_DIR')
    : { isOn: true, channel: new PrintShopChannel(folder, clock) };
}
