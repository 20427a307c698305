import type { JsonObject } from '@app/domain';
import type { ConnectorTools } from '../contract/index.js';
import {
  anything,
  DecodeError,
  type Decoder,
  type LedgerCall,
  LedgerHttp,
  object,
  unusableAnswer,
} from '../kit/index.js';
import { xledgerVerdict } from './errors.js';
import { budgetRule, IN_FLIGHT_MAX, LIMITS } from './limits.js';
import { Prices } from './price.js';
import type { XledgerSettings } from './settings.js';

export interface Question {
  /** The root fields asked for, for messages and log: `arTransactions`. */
  readonly operation: string;
  readonly document: string;
  readonly variables?: JsonObject;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  readonly data: T;
  /** The body as it came, from which a refused row's own text is cut. */
  readonly text: string;
}

const answerOf = object({ data: anything });

/** GraphQL calls with one token, for whichever company; knows no claim. */
export class XledgerClient {
  readonly #http: LedgerHttp;
  readonly #url: string;
  readonly #budget;
  readonly #token: string;
  readonly #prices: Prices;

  constructor(settings: XledgerSettings, tools: ConnectorTools, url: string) {
    this.#url = url;
    this.#token = settings.token;
    this.#budget = budgetRule(settings);
    this.#prices = new Prices(settings);
    this.#http = new LedgerHttp({
      tools,
      ledgerName: 'Xledger',
      verdict: xledgerVerdict(tools.clock),
      // Xledger says nothing about what is left.
      budgetReading: () => ({}),
      secrets: [settings.token],
      inFlightMax: IN_FLIGHT_MAX,
    });
  }

  async ask<T>(question: Question, data: Decoder<T>): Promise<Answer<T>> {
    return this.#send(this.#call(`query ${question.operation}`, question), data);
  }

  /** Changes the import table. Sent once. */
  async write<T>(question: Question, data: Decoder<T>): Promise<T> {
    const call = this.#call(`mutation ${question.operation}`, question);
    return (await this.#send({ ...call, repeatable: false, timeoutMs: LIMITS.writeTimeoutMs }, data)).data;
  }

  /** A mutation that was given nothing to write: only whether it is allowed is of interest. */
  async tryWriting(question: Question): Promise<void> {
    await this.#send(this.#call(`mutation ${question.operation}`, question), anything);
  }

  /** A file at an address of Xledger's own. The token goes along only where it is asked to. */
  async file(url: string, withToken: boolean, signal?: AbortSignal): Promise<Uint8Array> {
    const { bytes } = await this.#http.bytes({
      operation: 'GET invoice file',
      method: 'GET',
      url,
      headers: { accept: '*/*', ...(withToken ? this.#authorization() : {}) },
      repeatable: true,
      timeoutMs: LIMITS.requestTimeoutMs,
      budget: this.#budget,
      ...(signal ? { signal } : {}),
    });
    return bytes;
  }

  get apiHost(): string {
    return new URL(this.#url).host;
  }

  #call(operation: string, { document, variables = {}, signal }: Question): LedgerCall {
    const price = this.#prices.of(document);
    return {
      operation,
      method: 'POST',
      url: this.#url,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...this.#authorization(),
      },
      body: JSON.stringify({ query: document, variables }),
      repeatable: true,
      timeoutMs: LIMITS.requestTimeoutMs,
      budget: this.#budget,
      ...(price ? { price } : {}),
      ...(signal ? { signal } : {}),
    };
  }

  async #send<T>(call: LedgerCall, data: Decoder<T>): Promise<Answer<T>> {
    const { json, text } = await this.#http.json(call);
    try {
      return { data: data(answerOf(json).data), text };
    } catch (error) {
      if (error instanceof DecodeError) throw unusableAnswer('Xledger', call, error.message);
      throw error;
    }
  }

  #authorization(): { readonly authorization: string } {
    return { authorization: `token ${this.#token}` };
  }
}
