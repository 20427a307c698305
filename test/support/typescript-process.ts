import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder } from './node-process.js';

const ERRORS_KEPT = 4_000;

/** A TypeScript program of the test kit in a process of its own; both sides exchange JSON messages. */
export class TypeScriptProcess<Question extends object, Answer extends object> {
  #errors = '';

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-ERRORS_KEPT);
    });
  }

  /** `program` is a path from the repository's root; `start` is its first message, answered when it is ready. */
  static async start<Question extends object, Answer extends object>(
    program: string,
    start: object,
  ): Promise<TypeScriptProcess<Question, Answer>> {
    const child = fork(join(projectFolder, program), {
      execArgv: ['--import', join(projectFolder, 'test', 'support', 'typescript-hooks.mjs')],
      env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const started = new TypeScriptProcess<Question, Answer>(child);
    await started.#exchange(start);
    return started;
  }

  /** Asks one question and waits for its answer. @throws Error when the process ends instead */
  async ask(question: Question): Promise<Answer> {
    return (await this.#exchange(question)) as Answer;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  #exchange(message: object): Promise<object> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error(`The process ended before it answered: ${this.#errors}`));
      this.child.once('exit', ended);
      this.child.once('message', (answer) => {
        this.child.off('exit', ended);
        resolve(answer as object);
      });
      this.child.send(message);
    });
  }
}
