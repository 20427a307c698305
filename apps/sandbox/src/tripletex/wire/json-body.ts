import { invalidJson, mappingFailed } from './api-error.js';

/** A JSON object as it came: every value is still to be checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const WRONG_TYPE = 'Verdien er ikke av korrekt type for dette feltet.';
const UNKNOWN_FIELD = 'Feltet eksisterer ikke i objektet.';

/** @throws ApiError 422/22000 when the body is no JSON */
export function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalidJson();
  }
}

/** @throws ApiError 422 when the body is no JSON, or no object */
export function readJsonObject(body: string): JsonObject {
  const value = readJson(body);
  if (!isJsonObject(value)) throw mappingFailed('', WRONG_TYPE);
  return value;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a field; empty when it is absent. */
export function textIn(object: JsonObject, name: string): string {
  const value = object[name] ?? '';
  if (typeof value !== 'string') throw mappingFailed(name, WRONG_TYPE);
  return value;
}

/** The id of a reference `{"id": n}`; undefined when it is absent. */
export function idIn(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  const id = isJsonObject(value) ? value['id'] : undefined;
  return typeof id === 'number' ? id : undefined;
}

/** @throws ApiError 422/16000 for a field the vendor's schema lacks */
export function refuseUnknownFields(object: JsonObject, known: ReadonlySet<string>, prefix = ''): void {
  for (const name of Object.keys(object)) {
    if (!known.has(name)) throw mappingFailed(`${prefix}${name}`, UNKNOWN_FIELD);
  }
}
