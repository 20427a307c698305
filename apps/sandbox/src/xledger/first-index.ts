/** Of a list in which whatever stands behind a hit is a hit too: the place of the first, or the length when there is none. */
export function firstIndex<T>(list: readonly T[], isHit: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isHit(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
