import { GraphQLError, parse } from 'graphql';
import { invalidValue } from '../errors.js';
import type { WebhookRow } from '../webhooks.js';
import type { XledgerContext } from './context.js';
import type { View } from './party-views.js';
import { isLeftOut } from '../../graphql/left-out.js';

const WEBHOOKS_MAX = 1_000;

interface WebhookInput {
  readonly node?: {
    readonly description?: string | null;
    readonly url?: string | null;
    readonly serializedPayload?: string | null;
  } | null;
}

export function webhook({ dbId }: { dbId?: string | null }, { world, token }: XledgerContext): View | null {
  const row = world.webhooks.get(Number(dbId));
  return row?.tokenId === token.id ? view(row) : null;
}

export function addWebhooks({ inputs }: { inputs: readonly WebhookInput[] }, context: XledgerContext): View {
  const { world, token, cost } = context;
  const rows = inputs.map(({ node }) => {
    const { url, serializedPayload, description } = node ?? {};
    if (isLeftOut(url) || !URL.canParse(url)) throw invalidValue('url: An address is needed.');
    checkPayload(serializedPayload ?? '');
    return { url, serializedPayload: serializedPayload ?? '', description: description ?? null };
  });
  if (world.webhooks.size + rows.length > WEBHOOKS_MAX) throw invalidValue('inputs: Too many webhooks.');
  cost.nodes += rows.length;
  const edges = rows.map((row) => {
    const made: WebhookRow = { id: world.ids.next('webhook'), tokenId: token.id, ...row, state: 'RUNNING' };
    world.webhooks.set(made.id, made);
    return { node: view(made) };
  });
  return { edges };
}

export function removeWebhooks(
  { dbIds }: { dbIds: readonly string[] },
  { world, token, cost }: XledgerContext,
): View {
  cost.nodes += dbIds.length;
  const own = dbIds.filter((dbId) => world.webhooks.get(Number(dbId))?.tokenId === token.id);
  for (const dbId of own) world.webhooks.delete(Number(dbId));
  return { numAffected: own.length, skippedDbIds: dbIds.filter((dbId) => !own.includes(dbId)) };
}

function checkPayload(text: string): void {
  try {
    const { query } = JSON.parse(text) as { query?: unknown };
    const document = typeof query === 'string' ? parse(query, { maxTokens: 10_000 }) : undefined;
    const [definition] = document?.definitions ?? [];
    if (definition?.kind === 'OperationDefinition' && definition.operation === 'subscription') return;
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof GraphQLError)) throw error;
  }
  throw invalidValue('serializedPayload: A JSON text with a subscription is needed.');
}

function view(row: WebhookRow): View {
  const { id, description, url, serializedPayload, state } = row;
  return { dbId: String(id), description, url, serializedPayload, state: { code: state } };
}
