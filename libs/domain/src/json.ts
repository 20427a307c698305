/** JSON as it may be stored: what the hub writes itself, or a foreign body kept for a person to see. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
