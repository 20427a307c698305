/** Amounts are decimal texts with two decimals, as the hub answers them. */

export function share(amount: string, percent: bigint): string {
  return decimal((minor(amount) * percent) / 100n);
}

export function plus(amount: string, moreMinor: bigint): string {
  return decimal(minor(amount) + moreMinor);
}

export function isZero({ amount }: { readonly amount: string }): boolean {
  return minor(amount) === 0n;
}

function minor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

function decimal(value: bigint): string {
  const digits = value.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
