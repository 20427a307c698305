import { hash } from 'node:crypto';
import { asJson, type JsonObject, type LocalDate } from '@app/domain';
import type { ContactWindow, StepDecision } from '@app/collection';

/** Short texts of which a night has a few hundred; forgotten together when they are many. */
const NEWS = new Map<string, string>();
const NEWS_MAX = 10_000;

/** Instants become text; all else is JSON already. */
export function decisionJson({ step, ...decision }: StepDecision): JsonObject {
  if (step === undefined) return asJson(decision);
  const { window, ...rest } = step;
  return asJson({
    ...decision,
    step: { ...rest, ...(window === undefined ? {} : { window: windowJson(window) }) },
  });
}

function windowJson({ on, opensAt, closesAt }: ContactWindow): JsonObject {
  return { on, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
}

/**
 * All of the decision but the day of asking, which alone is no news: written once, to compare by and to store. It comes from
 * the same code each time, so that equal decisions are equal texts.
 */
export function decisionText({ decidedOn: _, ...decision }: StepDecision): string {
  return JSON.stringify(decision);
}

/** The whole decision as it is stored: what `decisionJson` says. */
export function storedDecision(text: string, decidedOn: LocalDate): string {
  return `{"decidedOn":"${decidedOn}",${text.slice(1)}`;
}

/** What a reader would notice (another step, another day, another hold), then all of the decision. */
export function digestOf({ outcome, step, holds }: StepDecision, text: string): string {
  const news = [outcome, step?.kind, step?.earliestOn, ...holds.map(({ reason }) => reason)].join();
  return `${newsDigest(news)}.${hash('sha1', text, 'base64url')}`;
}

function newsDigest(news: string): string {
  const known = NEWS.get(news);
  if (known !== undefined) return known;
  if (NEWS.size >= NEWS_MAX) NEWS.clear();
  const digest = hash('sha1', news, 'base64url');
  NEWS.set(news, digest);
  return digest;
}
