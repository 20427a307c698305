/** For a line of the road's progress. Example: `counted(1, 'posting')` is `1 posting`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
