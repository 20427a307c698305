import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailbox, PrintShop, type ReceivedMail } from '@app/sandbox';
import type { HubCompany, HubWorld, Named } from './hub-company.js';

export interface MoneyAnswer {
  readonly amount: string;
  readonly currency: string;
}

export interface OwedAnswer {
  readonly principal: MoneyAnswer;
  readonly interest: MoneyAnswer;
  readonly costs: MoneyAnswer;
  readonly court: MoneyAnswer;
  readonly total: MoneyAnswer;
}

export interface CaseAnswer {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly closedBy: string | null;
  readonly owed: OwedAnswer;
  readonly overpaid: MoneyAnswer;
  readonly nextStep: {
    readonly outcome: string | null;
    readonly step: string | null;
    readonly on: string | null;
    readonly why: { readonly holds: readonly { readonly reason: string }[] } | null;
  };
}

export interface LetterAnswer {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  readonly language: string;
  readonly state: string;
  readonly sentAt: string | null;
  readonly text: string;
  readonly deadlineOn: string | null;
  readonly proof: object | null;
  readonly hasDocument: boolean;
  readonly note: string | null;
}

/** As much of a story as its cases need, whichever ledger it is told with. */
export interface CaseWorld extends HubWorld {
  later(span: { readonly days?: number; readonly minutes?: number; readonly seconds?: number }): void;
}

/** Where a story's letters arrive: started before the hub, since its environment names them. */
export interface Post {
  readonly environment: Readonly<Record<string, string>>;
  mails(): readonly ReceivedMail[];
  letters(): number;
  /** The print shop takes what lies there, and all of it comes back from the post. */
  comesBack(): void;
  stop(): Promise<void>;
}

export async function openPost(): Promise<Post> {
  const mailbox = new Mailbox();
  const smtpUrl = await mailbox.start();
  const folder = await mkdtemp(join(tmpdir(), 'kravhub-print-'));
  const shop = new PrintShop({ folder });
  return {
    environment: {
      SMTP_URL: smtpUrl,
      SMTP_FROM: 'Nordlys Inkasso <post@inkasso.example>',
      PRINT_SHOP_DIR: folder,
    },
    mails: () => mailbox.messages(),
    letters: () => shop.messages().length,
    comesBack: () => {
      shop.take();
      shop.report('returned');
    },
    stop: async () => {
      await mailbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const STORY_SETTINGS = {
  takeover: 'friendly-reminder',
  vatLiable: true,
  creditorLettersConfirmed: false,
  claimSubject: 'Varer levert etter bestilling',
  payToAccount: '00000000000',
  sender: {
    name: 'Nordlys Inkasso AS',
    addressLines: ['Eksempelgata 12', '0000 Eksempelvik'],
    telephone: '0000 12 34',
    telephoneHours: { weekdays: ['08', '20'] },
    email: 'hjelp@inkasso.example',
  },
};

/** A company's cases, as whoever works them sees them. */
export class CompanyCases {
  constructor(
    protected readonly story: CaseWorld,
    readonly company: HubCompany,
  ) {}

  /** Settings, and a person's yes to the rules; then nothing keeps the road from being walked. */
  async takeOver(settings: object = {}): Promise<void> {
    const path = `${this.company.creditor}/collection-settings`;
    await this.story.api.put(path, { ...STORY_SETTINGS, ...settings });
    await this.story.api.post(`${path}/approvals/process`);
    await this.story.api.post(`${path}/approvals/channels`);
  }

  async all(): Promise<CaseAnswer[]> {
    const { cases } = await this.story.api.get<{ cases: CaseAnswer[] }>(
      `${this.company.creditor}/cases?limit=1000`,
    );
    return cases;
  }

  /** The case that holds the invoice's claim. */
  async of(invoice: Named): Promise<CaseAnswer> {
    const { id } = await this.company.claimOf(invoice);
    const [row] = await this.story.rows<{ caseId: string }>(
      `select case_id as "caseId" from case_claim where claim_id = $1`,
      [id],
    );
    if (!row) throw new Error(`Invoice ${invoice.id} is in no case.`);
    return this.story.api.get(`${this.company.creditor}/cases/${row.caseId}`);
  }

  letters({ id }: Pick<CaseAnswer, 'id'>): Promise<LetterAnswer[]> {
    return this.story.api.get(`${this.company.creditor}/cases/${id}/letters`);
  }

  async timeline({ id }: Pick<CaseAnswer, 'id'>): Promise<string[]> {
    const events = await this.story.api.get<{ kind: string }[]>(
      `${this.company.creditor}/cases/${id}/timeline`,
    );
    return events.map(({ kind }) => kind);
  }

  balance({ id }: Pick<CaseAnswer, 'id'>): Promise<{
    readonly owed: OwedAnswer;
    readonly lines: readonly { readonly what: string; readonly amount: MoneyAnswer }[];
  }> {
    return this.story.api.get(`${this.company.creditor}/cases/${id}/balance`);
  }

  /** The pass of today, and all that follows from it. */
  async pass(): Promise<void> {
    await this.story.api.post(`${this.company.creditor}/case-pass`);
    await this.story.quiet();
  }

  /** Day after day, a pass each night, until the case's next step is done or so many days have gone. */
  async untilLetter(invoice: Named, kind: string, daysMax = 60): Promise<LetterAnswer> {
    for (let day = 0; day <= daysMax; day += 1) {
      await this.pass();
      const letters = await this.letters(await this.of(invoice));
      const letter = letters.find((one) => one.kind === kind);
      if (letter) return letter;
      this.story.later({ days: 1 });
    }
    const { nextStep } = await this.of(invoice);
    throw new Error(`No "${kind}" within ${daysMax} days; next step: ${JSON.stringify(nextStep)}`);
  }
}
