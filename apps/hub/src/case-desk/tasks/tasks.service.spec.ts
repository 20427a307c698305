import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotesService } from '../notes/notes.service.js';
import { DeskBench, problem } from '../testing/desk-bench.js';
import { TasksService } from './tasks.service.js';

const WHY = { by: 'kari', reason: 'Reached her after work.' };

describe('tasks and notes', () => {
  let bench: DeskBench;
  let tasks: TasksService;
  let notes: NotesService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    tasks = new TasksService(bench.file, bench.tasks, bench.clock);
    notes = new NotesService(bench.file, bench.clock);
  });
  afterAll(() => bench.close());

  it('keeps one open task about the same, ends it, and undoes the end', async () => {
    const { caseId } = await bench.addCase();
    const call = { by: 'kari', title: 'Call her back after 16!', dueOn: '2026-03-05' };
    const task = await tasks.add(bench.creditorId, caseId, call);
    expect(task).toMatchObject({ key: 'by-hand:call-her-back-after-16', state: 'open' });
    expect((await tasks.add(bench.creditorId, caseId, call)).id).toBe(task.id);
    const done = { ...WHY, state: 'done' } as const;
    expect(await tasks.end(bench.creditorId, caseId, task.id, done)).toMatchObject({ outcome: WHY.reason });
    await tasks.end(bench.creditorId, caseId, task.id, done);
    expect((await tasks.reopen(bench.creditorId, caseId, task.id, WHY)).state).toBe('open');
    expect(await bench.events(caseId)).toEqual(['task-opened', 'task-done', 'task-reopened']);
  });

  it('opens no second task of a key by undoing', async () => {
    const { caseId } = await bench.addCase();
    const add = () => tasks.add(bench.creditorId, caseId, { key: 'ask', title: 'Ask', dueOn: '2026-03-05' });
    const first = await add();
    await tasks.end(bench.creditorId, caseId, first.id, { ...WHY, state: 'dropped' });
    await add();
    await expect(tasks.reopen(bench.creditorId, caseId, first.id, WHY)).rejects.toMatchObject(
      problem(409, 'task-open-already'),
    );
    await expect(
      tasks.end(bench.creditorId, caseId, first.id, { ...WHY, state: 'done' }),
    ).rejects.toMatchObject(problem(409, 'task-ended'));
  });

  it('gives a task another day and another person', async () => {
    const { caseId } = await bench.addCase();
    const { id } = await tasks.add(bench.creditorId, caseId, { title: 'Ask', dueOn: '2026-03-05' });
    const moved = await tasks.move(bench.creditorId, caseId, id, {
      ...WHY,
      dueOn: '2026-03-09',
      assignedTo: 'ola',
    });
    expect(moved).toMatchObject({ dueOn: '2026-03-09', assignedTo: 'ola' });
    const nowhere = tasks.move(bench.creditorId, caseId, id, { ...WHY, dueOn: '2026-02-30' });
    await expect(nowhere).rejects.toMatchObject(problem(422, 'unfit-fields'));
  });

  it('keeps notes once each, in the order of their moments', async () => {
    const { caseId } = await bench.addCase();
    const call = {
      kind: 'call-out',
      text: 'Wants to pay 500 a month.',
      reachedDebtor: true,
      by: 'kari',
    } as const;
    const note = await notes.add(bench.creditorId, caseId, call);
    expect((await notes.add(bench.creditorId, caseId, call)).id).toBe(note.id);
    await notes.add(bench.creditorId, caseId, {
      kind: 'letter-in',
      text: 'Sent a receipt.',
      at: '2026-02-28T10:00:00Z',
    });
    expect((await notes.list(bench.creditorId, caseId)).map(({ kind }) => kind)).toEqual([
      'letter-in',
      'call-out',
    ]);
    const ahead = notes.add(bench.creditorId, caseId, { ...call, at: '2026-03-02T09:00:01Z' });
    await expect(ahead).rejects.toMatchObject(problem(422, 'unfit-fields'));
  });
});
