import { type CaseAnswer, type CaseWorld, CompanyCases, type LetterAnswer } from './case-story.js';
import type { HubCompany, Named } from './hub-company.js';

export interface PlanAnswer {
  readonly id: string;
  readonly state: string;
  readonly standing: string;
  readonly replacesId: string | null;
  readonly total: { readonly amount: string };
  readonly instalments: readonly {
    readonly number: number;
    readonly dueOn: string;
    readonly amount: { readonly amount: string };
    readonly paid: { readonly amount: string };
  }[];
}

export interface GrantedAnswer {
  readonly granted: boolean;
  readonly taskId: string | null;
  readonly id: string | null;
}

/** What a case handler does in a story, over HTTP, and what the case says then. */
export class CompanyDesk extends CompanyCases {
  readonly #story: CaseWorld;

  constructor(story: CaseWorld, company: HubCompany) {
    super(story, company);
    this.#story = story;
  }

  post<T>(invoiceCase: Pick<CaseAnswer, 'id'>, path: string, body: object): Promise<T> {
    return this.#story.api.post(`${this.company.creditor}/cases/${invoiceCase.id}/${path}`, {
      by: 'kari',
      reason: 'The story wants it so.',
      ...body,
    });
  }

  get<T>(invoiceCase: Pick<CaseAnswer, 'id'>, path: string): Promise<T> {
    return this.#story.api.get(`${this.company.creditor}/cases/${invoiceCase.id}/${path}`);
  }

  /** An objection is no reason of ours: it has words of its own. */
  objects(invoiceCase: Pick<CaseAnswer, 'id'>): Promise<{ readonly id: string; readonly state: string }> {
    const path = `${this.company.creditor}/cases/${invoiceCase.id}/objections`;
    return this.#story.api.post(path, {
      by: 'kari',
      kind: 'objection',
      concerns: 'defect',
      text: 'Varen var ødelagt da den kom.',
      raisedThrough: 'call',
      raisedOn: this.#story.today,
    });
  }

  async debtor({ id }: Pick<CaseAnswer, 'id'>): Promise<string> {
    const path = `${this.company.creditor}/cases/${id}/debtor`;
    const debtor = await this.#story.api.get<{ readonly id: string }>(path);
    return `${this.company.creditor}/case-debtors/${debtor.id}`;
  }

  async circumstance(invoiceCase: Pick<CaseAnswer, 'id'>, name: string, body: object): Promise<void> {
    const path = `${await this.debtor(invoiceCase)}/circumstances/${name}`;
    await this.#story.api.put(path, { by: 'kari', reason: 'The family called.', ...body });
  }

  /** What holds the case's next step. */
  async holds(invoice: Named): Promise<string[]> {
    const { nextStep } = await this.of(invoice);
    return nextStep.why?.holds.map(({ reason }) => reason) ?? [];
  }

  /** Nights go by, each with its pass over plans and cases. */
  async nights(days: number): Promise<void> {
    for (let day = 0; day < days; day += 1) {
      this.#story.later({ days: 1 });
      await this.#story.api.post(`${this.company.creditor}/plan-pass`);
      await this.pass();
    }
  }

  async kinds(invoiceCase: Pick<CaseAnswer, 'id'>): Promise<string[]> {
    return (await this.letters(invoiceCase)).map(({ kind }: LetterAnswer) => kind);
  }
}
