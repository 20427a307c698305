import { describe, expect, it } from '@jest/globals';
import { letterNote, taskText, taskWords } from './index.js';

const LETTER = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';

describe('taskText', () => {
  const { nb, sv, en } = taskWords;

  it('says the hub’s own tasks in the reader’s language', () => {
    expect(taskText(nb, `objection:${LETTER}`, 'Answer the objection.')).toEqual({
      title: nb.titles['objection'],
    });
    expect(taskText(sv, 'creditor-approves:plan', 'Ask the creditor.')).toEqual({
      title: sv.titles['creditor-approves:plan'],
    });
    expect(taskText(nb, `by-hand:${LETTER}`, 'Send this letter by hand.').title).toBe(nb.titles['by-hand']);
  });

  it('leaves a person’s words alone', () => {
    expect(taskText(nb, 'by-hand:ring-tilbake-etter-jobb', 'Ring tilbake etter jobb')).toEqual({
      title: 'Ring tilbake etter jobb',
    });
    expect(taskText(nb, 'call-back', 'Call back')).toEqual({ title: 'Call back' });
    expect(taskText(nb, null, 'Call the debtor')).toEqual({ title: 'Call the debtor' });
  });

  it('keeps what only the hub’s words say', () => {
    expect(taskText(en, 'letter-cannot-be-made', 'The field "account" is missing.')).toEqual({
      title: en.titles['letter-cannot-be-made'],
      more: 'The field "account" is missing.',
    });
  });

  it('has the same keys in every language', () => {
    for (const words of [sv, en]) {
      expect(Object.keys(words.titles)).toEqual(Object.keys(nb.titles));
      expect(Object.keys(words.notes)).toEqual(Object.keys(nb.notes));
    }
  });
});

describe('letterNote', () => {
  const { nb } = taskWords;

  it('says our own reasons in the reader’s language, and a channel’s as it gave them', () => {
    expect(letterNote(nb, 'Replaced before sending.')).toBe('Erstattet før det ble sendt.');
    expect(letterNote(nb, 'Not sent: objection-raised.')).toBe('Holdt tilbake.');
    expect(letterNote(nb, 'The mail server refused it: 550')).toContain('The mail server refused it: 550');
  });
});
