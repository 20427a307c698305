import type {
  Authority,
  AuthorityAnswer,
  AuthorityBasis,
  AuthorityRequest,
  AuthoritySettings,
} from './authority.js';

/**
 * Whether the collector may grant it by the creditor's authority: yes with the limit that allows it, or no with the
 * reason, what would have been allowed, and who could. The same question has the same answer.
 * @throws RangeError when an amount, a number of days or months is not positive and whole
 */
export function mayGrant(settings: AuthoritySettings, request: AuthorityRequest): AuthorityAnswer {
  switch (request.kind) {
    case 'waive-interest':
      return withinMinor(settings, 'waiveInterestMinorMax', request);
    case 'reduce-principal':
      return withinMinor(settings, 'reducePrincipalMinorMax', request);
    case 'waive-instalment-fee':
      return granted(settings, 'waiveInstalmentFee');
    case 'grant-deferral':
      return within(settings, 'deferralDaysMax', request.days, request.alreadyDays);
    case 'grant-plan': {
      const months = within(settings, 'planMonthsMax', request.months, 0);
      if (!months.allowed || !request.interestFree) return months;
      const free = granted(settings, 'interestFreePlan');
      return free.allowed ? { allowed: true, basis: [...months.basis, ...free.basis] } : free;
    }
  }
}

type MinorField = 'waiveInterestMinorMax' | 'reducePrincipalMinorMax';
type CountField = 'deferralDaysMax' | 'planMonthsMax';
type GrantField = 'waiveInstalmentFee' | 'interestFreePlan';

function withinMinor(
  settings: AuthoritySettings,
  field: MinorField,
  { amountMinor, alreadyMinor }: { readonly amountMinor: bigint; readonly alreadyMinor: bigint },
): AuthorityAnswer {
  if (amountMinor <= 0n || alreadyMinor < 0n) throw notPositive(field, amountMinor.toString());
  const { value, basis } = limitOf(settings, field);
  const left = value > alreadyMinor ? value - alreadyMinor : 0n;
  return amountMinor <= left ? { allowed: true, basis: [basis] } : refused(basis, left.toString());
}

function within(
  settings: AuthoritySettings,
  field: CountField,
  count: number,
  already: number,
): AuthorityAnswer {
  if (!Number.isInteger(count) || count <= 0 || !Number.isInteger(already) || already < 0) {
    throw notPositive(field, String(count));
  }
  const { value, basis } = limitOf(settings, field);
  const left = Math.max(value - already, 0);
  return count <= left ? { allowed: true, basis: [basis] } : refused(basis, String(left));
}

function granted(settings: AuthoritySettings, field: GrantField): AuthorityAnswer {
  const { value, basis } = limitOf(settings, field);
  if (value) return { allowed: true, basis: [basis] };
  return { allowed: false, basis, reason: 'not-granted', whoCould: 'creditor' };
}

function refused(basis: AuthorityBasis, left: string): AuthorityAnswer {
  const reason = basis.limit === '0' ? 'not-granted' : 'beyond-limit';
  return { allowed: false, basis, reason, left, whoCould: 'creditor' };
}

function limitOf<F extends keyof Authority>(
  { defaults, own }: AuthoritySettings,
  field: F,
): { readonly value: Authority[F]; readonly basis: AuthorityBasis } {
  const ownValue = own?.authority[field];
  const value = ownValue ?? defaults.authority[field];
  const isOwn = own !== undefined && ownValue !== undefined;
  return {
    value,
    basis: {
      field,
      from: isOwn ? 'creditor' : 'default',
      version: isOwn ? own.version : defaults.version,
      limit: String(value),
    },
  };
}

function notPositive(field: string, given: string): RangeError {
  return new RangeError(
    `A request against ${field} asks for ${given}: nothing is granted. Ask for a positive, whole number.`,
  );
}
