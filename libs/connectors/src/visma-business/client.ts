import {
  type BudgetRule,
  ConnectionBlockedError,
  type ConnectorLimits,
  LedgerError,
  RetryableLedgerError,
  type StoredToken,
} from '../contract/index.js';
import {
  DecodeError,
  type Decoder,
  isRecord,
  type JsonAnswer,
  type LedgerCall,
  type LedgerHttp,
  listOf,
  redact,
  unusableAnswer,
} from '../kit/index.js';
import type { GrantTokens } from './auth.js';
import { changeRefusal, QuestionRefusedError, readRefusal, TokenRefusedError } from './errors.js';
import {
  type GraphqlAnswer,
  graphqlBody,
  type GraphqlProblem,
  type GraphqlRequest,
  readGraphqlAnswer,
} from './graphql.js';
import { INTROSPECTION, type Schema, SchemaMemory, toSchema } from './schema.js';
import { readTableRows, type TableRead, type TableRows, tablesQuestion } from './table-read.js';

export interface Question extends GraphqlRequest {
  /** Name of the operation in the document, for log and messages. */
  readonly operation: string;
  readonly signal?: AbortSignal | undefined;
}

/** What all companies of a grant share. */
export interface GrantAccess {
  readonly http: LedgerHttp;
  readonly tokens: GrantTokens;
  readonly url: string;
  readonly budget: BudgetRule;
  readonly limits: ConnectorLimits;
  readonly secrets: readonly string[];
  readonly clock: ConstructorParameters<typeof SchemaMemory>[0];
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * The GraphQL API through one grant: signs calls, renews the token once when it is refused, and asks one question at a
 * time. A call that was sent is never called off: Visma would keep its place among the company's 60 taken for half an
 * hour. Knows no claim.
 */
export class VismaClient {
  readonly #schema: SchemaMemory;

  constructor(private readonly access: GrantAccess) {
    this.#schema = new SchemaMemory(access.clock, (signal) => this.#lookAtSchema(signal));
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return this.access.sleep(ms, signal);
  }

  schema(signal?: AbortSignal): Promise<Schema> {
    return this.#schema.read(signal);
  }

  /** @throws LedgerError also when only a part of the question is refused */
  async ask<T>(question: Question, decoder: Decoder<T>): Promise<T> {
    const { data, problems } = await this.askTolerantly(question);
    if (problems.length > 0) throw this.#refusal(question.operation, problems);
    return this.#decoded(question.operation, true, decoder, data);
  }

  /** As `ask`, for whoever can live with parts: refusals are for the caller to read. */
  async askTolerantly(question: Question): Promise<GraphqlAnswer> {
    return toAnswer((await this.#send(question, true)).json);
  }

  /** Tables of one company in one call, by names of the caller's choice. */
  async tables<N extends string>(
    operation: string,
    companyNo: number,
    reads: Readonly<Record<N, TableRead>>,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<N, TableRows>>> {
    const names = Object.keys(reads) as N[];
    const { json, text } = await this.#send({ ...tablesQuestion(operation, companyNo, reads), signal }, true);
    const { data, problems } = toAnswer(json);
    if (problems.length > 0) throw this.#refusal(operation, problems);
    const company = isRecord(data) ? data['useCompany'] : undefined;
    const tables = names.map((name) => {
      const decoder: Decoder<TableRows> = (value) => readTableRows(name, value, text);
      return [
        name,
        this.#decoded(operation, true, decoder, isRecord(company) ? company[name] : undefined),
      ] as const;
    });
    return Object.fromEntries(tables) as Readonly<Record<N, TableRows>>;
  }

  /** For tables that must be read whole: a row that cannot be read makes the answer of no use. */
  decodeRows<T>(operation: string, decoder: Decoder<T>, rows: readonly unknown[]): readonly T[] {
    return this.#decoded(operation, true, listOf(decoder), rows);
  }

  /** Changes the books. Sent once. What the server refuses of it stands in `refusal`; `data` may be there as well. */
  async change(question: Question): Promise<ChangeAnswer> {
    const { json } = await this.#send(question, false);
    const { data, problems } = toAnswer(json);
    const safe = (text: string): string => redact(text, this.access.secrets);
    return {
      data,
      refusal: problems.length === 0 ? undefined : changeRefusal(question.operation, problems, safe),
    };
  }

  #refusal(operation: string, problems: readonly GraphqlProblem[]): LedgerError {
    const error = readRefusal(operation, problems);
    if (error instanceof QuestionRefusedError) this.#schema.forget();
    return error;
  }

  async #lookAtSchema(signal?: AbortSignal): Promise<Schema> {
    const question = { operation: 'kravhub_schema', document: INTROSPECTION, variables: {}, signal };
    try {
      const { data } = await this.askTolerantly(question);
      return this.#decoded(question.operation, true, toSchema, data);
    } catch (error) {
      // Introspection may be turned off one day: then only what every public client uses is asked for.
      if (error instanceof QuestionRefusedError) return toSchema(undefined);
      throw error;
    }
  }

  async #send(question: Question, repeatable: boolean): Promise<JsonAnswer> {
    const { signal, operation } = question;
    if (signal?.aborted) throw new RetryableLedgerError('The call was called off before it was sent.', 0);
    const { limits, url, budget } = this.access;
    const call: LedgerCall = {
      operation,
      method: 'POST',
      url,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: graphqlBody(question),
      repeatable,
      timeoutMs: repeatable ? limits.requestTimeoutMs : limits.writeTimeoutMs,
      budget,
    };
    try {
      return await this.#signed(call);
    } catch (error) {
      if (error instanceof QuestionRefusedError) this.#schema.forget();
      throw error;
    }
  }

  async #signed(call: LedgerCall): Promise<JsonAnswer> {
    const { http, tokens } = this.access;
    const token = await tokens.current();
    try {
      return await http.json(withToken(call, token));
    } catch (error) {
      if (!(error instanceof TokenRefusedError)) throw error;
    }
    const fresh = await tokens.replace(token);
    // Refused at the door, so nothing was booked; still only the caller decides to post again.
    if (!call.repeatable)
      throw new RetryableLedgerError('The access token had ended; a new one is ready.', 0);
    try {
      return await http.json(withToken(call, fresh));
    } catch (error) {
      throw error instanceof TokenRefusedError ? refusedAtOnce(error) : error;
    }
  }

  #decoded<T>(operation: string, repeatable: boolean, decoder: Decoder<T>, value: unknown): T {
    try {
      return decoder(value);
    } catch (error) {
      if (error instanceof DecodeError)
        throw unusableAnswer('Visma', { operation, repeatable }, error.message);
      throw error;
    }
  }
}

export interface ChangeAnswer {
  readonly data: GraphqlAnswer['data'];
  readonly refusal: ReturnType<typeof changeRefusal> | undefined;
}

/** What is no GraphQL answer was turned into an error by the table of errors already. */
function toAnswer(json: unknown): GraphqlAnswer {
  return readGraphqlAnswer(json) ?? { data: undefined, problems: [] };
}

function withToken(call: LedgerCall, { value }: StoredToken): LedgerCall {
  return { ...call, headers: { ...call.headers, authorization: `Bearer ${String(value['accessToken'])}` } };
}

/** A brand-new token is refused: it may be good at the other of Visma's two endpoints only. */
function refusedAtOnce(cause: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'Visma refuses an access token that it has just given.',
    'Check that the kind of access (user or service) is the one that the application is registered for, and connect again.',
    { cause },
  );
}
