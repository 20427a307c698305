import type { Random } from '../demo/random.js';

/** What an employee token opens. */
export interface EmployeeToken {
  readonly id: number;
  readonly token: string;
  readonly employeeId: number;
  /** The company that owns the token. */
  readonly companyId: number;
  /** An accounting office's key: opens client companies, and almost nothing in its own. */
  readonly isAccountant: boolean;
  /** Client companies the key is linked to. */
  readonly clientIds: Set<number>;
  isRevoked: boolean;
}

export interface ConsumerToken {
  readonly id: number;
  readonly token: string;
  isRevoked: boolean;
}

/** Makes and keeps the long-lived tokens. Their texts follow from the seed, so that a demo can print them. */
export class Credentials {
  readonly consumer: ConsumerToken;
  readonly #employees = new Map<string, EmployeeToken>();
  readonly #byId = new Map<number, EmployeeToken>();
  #tokenId = 4_710;
  #employeeId = 18_400_000;

  constructor(private readonly random: Random) {
    this.consumer = { ...this.#nextToken(), isRevoked: false };
  }

  addEmployee(companyId: number, isAccountant: boolean): EmployeeToken {
    this.#employeeId += 2;
    const employee: EmployeeToken = {
      ...this.#nextToken(),
      employeeId: this.#employeeId,
      companyId,
      isAccountant,
      clientIds: new Set(),
      isRevoked: false,
    };
    this.#employees.set(employee.token, employee);
    this.#byId.set(employee.id, employee);
    return employee;
  }

  employee(token: string): EmployeeToken | undefined {
    return this.#employees.get(token);
  }

  employeeById(id: number): EmployeeToken | undefined {
    return this.#byId.get(id);
  }

  employees(): IterableIterator<EmployeeToken> {
    return this.#employees.values();
  }

  /** Token texts are base64 of a small object; in the vendor's test environment the inner uuid begins with `test-`. */
  #nextToken(): { id: number; token: string } {
    this.#tokenId += 1;
    return { id: this.#tokenId, token: tokenText(this.#tokenId, this.random.uuid()) };
  }
}

export function tokenText(tokenId: number, uuid: string): string {
  return Buffer.from(JSON.stringify({ tokenId, token: `test-${uuid}` })).toString('base64');
}
