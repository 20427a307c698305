import { isLeftOut } from '../../graphql/left-out.js';
import type { World } from '../world.js';
import { type LedgerEvent, TOPICS } from './event-log.js';

type Command = Readonly<Record<string, unknown>>;

interface Wanted {
  readonly topic: string;
  readonly offset: string | undefined;
}

/**
 * One connection's talk by the vendor's guide (fortnox.se/developer/guides-and-good-to-know/websockets): tenants by their
 * access tokens, then topics, then the subscription; from there on events of those tenants and topics.
 */
export class StreamTalk {
  readonly #tenants = new Set<number>();
  readonly #topics = new Map<string, Wanted>();
  #stopListening: (() => void) | undefined;

  constructor(
    private readonly world: World,
    private readonly say: (text: string) => void,
  ) {}

  /** A frame that is no command is answered with an error, as far as it names one. */
  hear(text: string): void {
    const command = commandOf(text);
    const name = String(command['command'] ?? '');
    const answer = this.#answer(name, command);
    this.#send({ response: name, ...answer });
    if (name === 'subscribe-v1' && answer['result'] === 'ok') this.#begin();
  }

  get isSubscribed(): boolean {
    return this.#stopListening !== undefined;
  }

  end(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  #answer(name: string, command: Command): Readonly<Record<string, unknown>> {
    switch (name) {
      case 'add-tenants-v1':
        return this.#addTenants(command);
      case 'remove-tenants-v1':
        for (const tenant of listOf(command['tenants'])) this.#tenants.delete(Number(tenant));
        return { result: 'ok' };
      case 'list-tenants-v1':
        return { result: 'ok', tenantIds: [...this.#tenants] };
      case 'add-topics-v1':
        return this.#addTopics(command);
      case 'subscribe-v1':
        return { result: this.#tenants.size > 0 && this.#topics.size > 0 ? 'ok' : 'error' };
      default:
        return { result: 'error' };
    }
  }

  /** All of the tokens or none: an answer that names invalid ones has added nobody. */
  #addTenants({ accessTokens, clientSecret }: Command): Readonly<Record<string, unknown>> {
    const texts = listOf(accessTokens).map(String);
    const found = texts.map((text) => {
      const token = text.startsWith('Bearer ')
        ? this.world.grants.access(text.slice('Bearer '.length))
        : undefined;
      return token?.family.app.clientSecret === clientSecret ? token : undefined;
    });
    const invalidTokens = texts.filter((_text, place) => !found[place]);
    if (texts.length === 0 || invalidTokens.length > 0) return { result: 'error', invalidTokens };
    const tenantIds = Object.fromEntries(texts.map((text, place) => [text, found[place]?.family.tenantId]));
    for (const tenantId of Object.values(tenantIds)) if (!isLeftOut(tenantId)) this.#tenants.add(tenantId);
    return { result: 'ok', tenantIds };
  }

  #addTopics({ topics }: Command): Readonly<Record<string, unknown>> {
    const wanted = listOf(topics).map((entry): Wanted => {
      const { topic, offset } = (entry ?? {}) as Command;
      return { topic: String(topic), offset: typeof offset === 'string' ? offset : undefined };
    });
    const invalidTopics = wanted.map(({ topic }) => topic).filter((topic) => !TOPICS.has(topic));
    if (wanted.length === 0 || invalidTopics.length > 0) return { result: 'error', invalidTopics };
    for (const one of wanted) this.#topics.set(one.topic, one);
    return { result: 'ok' };
  }

  #begin(): void {
    this.end();
    for (const { topic, offset } of this.#topics.values()) {
      if (offset === undefined) continue;
      for (const event of this.world.events.after(topic, offset, this.world.clock.nowMs())) this.#tell(event);
    }
    this.#stopListening = this.world.events.listen((event) => this.#tell(event));
  }

  #tell({ topic, offset, type, tenantId, entityId, atMs }: LedgerEvent): void {
    if (!this.#topics.has(topic) || !this.#tenants.has(tenantId)) return;
    this.#send({ topic, offset, type, tenantId, entityId, timestamp: new Date(atMs).toISOString() });
  }

  #send(message: object): void {
    this.say(JSON.stringify(message));
  }
}

function commandOf(text: string): Command {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Command) : {};
  } catch {
    return {};
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
