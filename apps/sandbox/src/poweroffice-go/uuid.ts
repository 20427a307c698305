import { createHash } from 'node:crypto';

/** A UUID that follows from the seed and a name alone, so that it is the same at every start. */
export function uuidFrom(seed: number, name: string): string {
  const hex = createHash('sha256').update(`poweroffice-go/${seed}/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** 32 hexadecimal characters: the form of a subscription key in Azure API Management. */
export function hexFrom(seed: number, name: string): string {
  return createHash('sha256').update(`poweroffice-go/${seed}/${name}`).digest('hex').slice(0, 32);
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
