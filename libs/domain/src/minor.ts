/** Arithmetic on bare amounts in minor units, where the currency is known from what stands around. */
export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function atLeastZero(minor: bigint): bigint {
  return larger(minor, 0n);
}

export function sumOfMinor(minors: readonly bigint[]): bigint {
  return minors.reduce((total, minor) => total + minor, 0n);
}
