/** One thing to fill in. What is typed is handed on as text. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** `confirm`: to be ticked before anything is sent; it is not sent itself. */
  readonly kind: 'text' | 'long' | 'day' | 'number' | 'amount' | 'choice' | 'check' | 'confirm';
  readonly help?: string;
  /** Of a choice: value and label; the first is chosen. */
  readonly options?: Readonly<Record<string, string>>;
  readonly initial?: string;
  /** Default: false. */
  readonly optional?: boolean;
}

/** By field; a check is `true` or empty, what was left out is missing. */
export type Values = Readonly<Record<string, string>>;

/** Something that a person can have done to a case: a small form, and what is sent. */
export interface Order {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly fields: readonly Field[];
  /** What cannot be undone. Default: false. */
  readonly isFinal?: boolean;
  /** @returns what to say when it is done; nothing: that it is done */
  readonly send: (values: Values) => Promise<string | undefined>;
}
