import { addDays, type Clock, isLocalDate, type LocalDate, localDateAt, startOfDay } from '@app/domain';
import type { Random } from '../demo/random.js';
import { type Credentials, type EmployeeToken, tokenText } from './credentials.js';
import { mappingFailed, NOT_NULL, refused } from './wire/api-error.js';
import { readJsonObject, refuseUnknownFields, WRONG_TYPE } from './wire/json-body.js';

export interface Session {
  readonly id: number;
  readonly token: string;
  readonly employee: EmployeeToken;
  readonly expirationDate: LocalDate;
  /** 00:00 in Oslo at the start of `expirationDate`, in epoch milliseconds. */
  readonly expiresAtMs: number;
}

const SESSION_FIELDS = ['consumerToken', 'employeeToken', 'expirationDate'] as const;

/**
 * Session tokens (developer.tripletex.no, "Authentication and tokens"). `expirationDate` is a day, and the session ends
 * when that day begins in Norway: a date of today or before is refused.
 */
export class Sessions {
  readonly #byToken = new Map<string, Session>();
  readonly #byId = new Map<number, Session>();
  #id = 4_800;

  constructor(
    private readonly credentials: Credentials,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** @throws ApiError for a body, token or day that the vendor refuses */
  create(body: string): Session {
    const { consumerToken, employeeToken, expirationDate } = readBody(body);
    const { consumer } = this.credentials;
    if (consumerToken !== consumer.token || consumer.isRevoked)
      throw invalidToken('consumerToken', 'consumer');
    const employee = this.credentials.employee(employeeToken);
    if (!employee || employee.isRevoked) throw invalidToken('employeeToken', 'employee');
    if (!isLocalDate(expirationDate)) {
      throw mappingFailed('expirationDate', WRONG_TYPE);
    }
    if (expirationDate < addDays(localDateAt(this.clock.now(), 'NO'), 1)) {
      throw refused({ field: 'expirationDate', message: 'Utløpsdato må være etter dagens dato.' });
    }
    this.#id += 1;
    const session: Session = {
      id: this.#id,
      token: tokenText(this.#id, this.random.uuid()),
      employee,
      expirationDate,
      expiresAtMs: startOfDay(expirationDate, 'NO').getTime(),
    };
    this.#byToken.set(session.token, session);
    this.#byId.set(session.id, session);
    return session;
  }

  /** The session, unless it ended, was deleted, or one of its tokens was revoked. */
  find(token: string): Session | undefined {
    const session = this.#byToken.get(token);
    if (!session) return undefined;
    const isLive = this.clock.now().getTime() < session.expiresAtMs;
    return isLive && !session.employee.isRevoked && !this.credentials.consumer.isRevoked
      ? session
      : undefined;
  }

  /** The session, also one that ended by itself. */
  withToken(token: string): Session | undefined {
    return this.#byToken.get(token);
  }

  withId(id: number): Session | undefined {
    return this.#byId.get(id);
  }

  delete(token: string): boolean {
    const session = this.#byToken.get(token);
    if (session) this.#byId.delete(session.id);
    return this.#byToken.delete(token);
  }

  /** Ends all sessions, or those of one employee token. */
  endAll(employee?: EmployeeToken): number {
    let ended = 0;
    for (const [token, session] of this.#byToken) {
      if (employee && session.employee !== employee) continue;
      this.delete(token);
      ended += 1;
    }
    return ended;
  }

  get count(): number {
    return this.#byToken.size;
  }
}

function readBody(body: string): Record<(typeof SESSION_FIELDS)[number], string> {
  const values = readJsonObject(body);
  refuseUnknownFields(values, new Set(SESSION_FIELDS));
  const missing = SESSION_FIELDS.filter((field) => typeof values[field] !== 'string' || values[field] === '');
  if (missing.length > 0) throw refused(...missing.map((field) => ({ field, message: NOT_NULL })));
  const { consumerToken, employeeToken, expirationDate } = values;
  return {
    consumerToken: String(consumerToken),
    employeeToken: String(employeeToken),
    expirationDate: String(expirationDate),
  };
}

/** Also the answer to a token of the other environment (Tripletex/tripletex-api2 issue 53). */
function invalidToken(argument: string, kind: string): Error {
  return refused({ field: `arg:${argument}`, message: `The ${kind} token is invalid or does not exist.` });
}
