/** JSON as it may be stored: what the hub writes itself, or a foreign body kept for a person to see. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** What JSON cannot hold (a bigint, a date, a function) is `never` here. */
export type JsonShape<T> = T extends JsonValue | undefined
  ? T
  : T extends bigint | symbol | Date | ((...parameters: never[]) => unknown)
    ? never
    : { readonly [Key in keyof T]: JsonShape<T[Key]> };

/** A value of our own as JSON: the compiler refuses one that JSON cannot hold. The same object, not a copy. */
export function asJson<T extends object>(value: T & JsonShape<T>): JsonObject {
  return value as unknown as JsonObject;
}
