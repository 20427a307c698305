import { createHash } from 'node:crypto';
import type { Operation, Recorder, Replayable } from '../journal/operation.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import type { XledgerApi } from './api.js';
import { playEffect } from './effects.js';
import { catchUp } from './posting-job.js';
import type { ApiToken } from './tokens.js';
import type { World } from './world.js';

/** Control routes that change nothing a restart should keep. */
const NOT_KEPT = /^\/control\/xledger\/(faults(\/|$)|checkpoint$)/;
const TOKEN_NAME = /"token:(\d+)"/g;

/** Lets a recorder keep what requests change in a simulated Xledger, and carries it out again. */
export class XledgerRecording implements Replayable {
  #recorder: Recorder | undefined;

  constructor(
    private readonly world: World,
    private readonly api: XledgerApi,
    private readonly plainControl: (request: SimRequest) => Reply,
  ) {}

  /** From here on. What is called in the process, on `bookkeeper` or `clock`, is no request and is not kept. */
  recordTo(recorder: Recorder): void {
    this.#recorder = recorder;
    this.api.recorder = recorder;
  }

  /** Answers a control request. */
  control(request: SimRequest): Reply {
    const { method, path, body } = request;
    catchUp(this.world);
    if (!this.#recorder || method === 'GET' || NOT_KEPT.test(path)) return this.plainControl(request);
    const query = request.query.toString();
    return this.#recorder.run(
      {
        door: 'control',
        method,
        target: query === '' ? path : `${path}?${query}`,
        ...(body === '' ? {} : { body: this.#withNames(body) }),
      },
      () => this.plainControl(request),
    );
  }

  fingerprint(): string {
    const { world } = this;
    const entities = [...world.entities.values()].map(({ id, options, customers, books }) => [
      id,
      options.name,
      options.organizationNumber,
      customers.size,
      books.postings.size,
    ]);
    const open = world.ar.all().reduce((sum, row) => sum + row.remainingMinor, 0);
    return createHash('sha256')
      .update(JSON.stringify([this.mark(), entities, open, world.firmToken.text]))
      .digest('hex')
      .slice(0, 16);
  }

  /** Without the ids of jobs: they are drawn when the clock says so, whoever asks next. */
  mark(): string {
    const { random, clock, importRows, customers } = this.world;
    return `${random.position}/${importRows.size}/${customers.size}/${clock.offsetMs}`;
  }

  replay({ door, method, target, login, body = '', effect, companyId }: Operation): number {
    catchUp(this.world);
    const token = this.#token(login);
    if (door === 'api') return this.api.replay(body, token);
    if (door === 'effect') {
      if (effect) playEffect(this.world, effect, token, companyId);
      return 200;
    }
    const mark = target.indexOf('?');
    return this.plainControl({
      method,
      path: mark < 0 ? target : target.slice(0, mark),
      query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
      headers: {},
      body: body.replace(TOKEN_NAME, (name, id: string) => {
        const text = this.world.tokens.withId(Number(id))?.text;
        return text === undefined ? name : JSON.stringify(text);
      }),
      clientGone: new Promise(() => undefined),
    }).status;
  }

  #token(login: string | undefined): ApiToken | undefined {
    return login === undefined ? undefined : this.world.tokens.withId(Number(login.slice('token:'.length)));
  }

  #withNames(body: string): string {
    let text = body;
    for (const token of this.world.tokens.all())
      text = text.replaceAll(`"${token.text}"`, `"token:${token.id}"`);
    return text;
  }
}
