import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { World } from '../world.js';
import { StreamTalk } from './stream-talk.js';

const FRAME_MAX_BYTES = 1024 * 1024;

/** The event stream's end at the vendor: every socket a talk of its own. */
export class EventSockets {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: FRAME_MAX_BYTES });
  readonly #talks = new Set<StreamTalk>();
  #opened = 0;

  constructor(private readonly world: World) {}

  /** Sockets that were ever opened. */
  get opened(): number {
    return this.#opened;
  }

  /** Of those that are open: that have got as far as to be told. */
  get subscribed(): number {
    return [...this.#talks].filter(({ isSubscribed }) => isSubscribed).length;
  }

  /** Sockets that are open now. */
  get open(): number {
    return this.#server.clients.size;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (peer) => {
      this.#opened += 1;
      const talk = new StreamTalk(this.world, (text) => peer.send(text));
      this.#talks.add(talk);
      peer.on('message', (data: Buffer) => talk.hear(data.toString('utf8')));
      peer.on('close', () => {
        talk.end();
        this.#talks.delete(talk);
      });
      peer.on('error', () => peer.terminate());
    });
  }

  /** As a network that breaks: no farewell. */
  breakAll(): void {
    for (const peer of this.#server.clients) peer.terminate();
  }
}
