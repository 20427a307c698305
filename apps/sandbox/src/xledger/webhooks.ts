/** A stored subscription. It is kept and shown; what it would post is not simulated. */
export interface WebhookRow {
  readonly id: number;
  readonly tokenId: number;
  readonly description: string | null;
  readonly url: string;
  readonly serializedPayload: string;
  state: 'RUNNING' | 'PAUSED' | 'RECOVERING' | 'FAULTED';
}
