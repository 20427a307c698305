import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { EventType } from '../events/event-types.js';
import { InstantColumn } from '../database/columns.js';
import type { EndpointNotice } from './delivery-verdict.js';

/** `disabled`: nothing is sent and nothing new is put down for it; `ended`: for good. */
export const ENDPOINT_STATES = ['active', 'disabled', 'ended'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** Where an organisation wants to be told events. Its secrets are sealed elsewhere. */
@Entity('webhook_endpoint')
@Unique(['requestKey'])
@Index('webhook_endpoint_organisation_idx', ['organisationId', 'id'])
@Check('webhook_endpoint_state_check', `state in ('active', 'disabled', 'ended')`)
export class WebhookEndpointEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  /** Whether the organisation sees creditors only as long as they let it in. */
  @Column('boolean')
  firm: boolean;

  @Column('text')
  url: string;

  @Column('text')
  description: string;

  /** Those it wants; empty for all. */
  @Column('text', { array: true })
  types: EventType[];

  @Column('text')
  state: EndpointState;

  /** What a person should look at, until they have. */
  @Column('text', { nullable: true })
  notice: EndpointNotice | null;

  @InstantColumn({ nullable: true })
  noticeAt: Date | null;

  @InstantColumn({ nullable: true })
  lastDeliveredAt: Date | null;

  /** The request that made it, so that its repetition finds it. */
  @Column('text')
  requestKey: string;

  @InstantColumn()
  madeAt: Date;
}
