import type { ProblemChoice } from '../api/problem-error.js';
import type { Grant } from '../connections/grants.service.js';

export type SignInOutcome =
  { readonly done: true; readonly grant: Grant } | { readonly done: false; readonly problem: ProblemChoice };

/** What the person sees on coming back: one sentence in three languages, and nothing that needs a script. */
export function signInPage(outcome: SignInOutcome): string {
  const title = outcome.done ? 'Kravhub' : outcome.problem.title;
  const paragraphs = sentences(outcome)
    .map(([language, text]) => `<p lang="${language}">${escapeHtml(text)}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem}h1{font-size:1.5rem}</style>
</head><body><main><h1>${escapeHtml(title)}</h1>
${paragraphs}
${outcome.done ? '' : '<p><a href="/connect">Kravhub</a></p>\n'}</main></body></html>`;
}

function sentences(outcome: SignInOutcome): readonly (readonly [language: string, text: string])[] {
  if (!outcome.done) {
    const { cause, consequence, remedy } = outcome.problem;
    return [
      ['en', `${cause} ${consequence} ${remedy}`],
      ['nb', 'Påloggingen ble ikke fullført. Start den på nytt.'],
      ['sv', 'Inloggningen slutfördes inte. Börja om.'],
    ];
  }
  const { label } = outcome.grant;
  return [
    ['nb', `Tilkoblingen «${label}» er lagret. Du kan lukke dette vinduet.`],
    ['sv', `Anslutningen ”${label}” är sparad. Du kan stänga det här fönstret.`],
    ['en', `The access “${label}” is stored. You may close this window.`],
  ];
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
