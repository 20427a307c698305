import type { LocalDate } from '@app/domain';
import type { StandIn, StandIns } from '../../cases/entities/case-debtor.entity.js';
import type { CircumstanceDto, CircumstanceName } from './debtor.dto.js';
import type { StoredDebtor } from './debtor-store.js';

const OTHERS: Readonly<Partial<Record<CircumstanceName, keyof StandIns>>> = {
  representative: 'representative',
  deceased: 'estate',
};

/** Whom the circumstance makes us write to, as a person said it; nobody where they do not know it yet. */
export function standInsOf(
  name: CircumstanceName,
  dto: CircumstanceDto,
  { standIns }: StoredDebtor,
  since: LocalDate,
): Partial<Pick<StoredDebtor, 'guardian' | 'standIns'>> {
  const standIn = standInOf(dto, since);
  if (name === 'guardian') return { guardian: standIn ?? null };
  const other = OTHERS[name];
  if (other === undefined) return {};
  const { [other]: _before, ...rest } = standIns;
  return { standIns: standIn === undefined ? rest : { ...rest, [other]: standIn } };
}

/** The circumstance has ended: nobody stands in by it any more. */
export function withoutStandIn(
  name: CircumstanceName,
  { standIns }: StoredDebtor,
): Partial<Pick<StoredDebtor, 'guardian' | 'standIns'>> {
  if (name === 'guardian') return { guardian: null };
  const other = OTHERS[name];
  if (other === undefined) return {};
  const { [other]: _ended, ...rest } = standIns;
  return { standIns: rest };
}

/** Somebody can be written to there. */
export function isReachable({ guardianEmail, recipient }: CircumstanceDto): boolean {
  return guardianEmail !== undefined || recipient?.email !== undefined || recipient?.address !== undefined;
}

function standInOf(
  { guardianName, guardianEmail, recipient }: CircumstanceDto,
  since: LocalDate,
): StandIn | undefined {
  if (recipient !== undefined) {
    const { name, email, address } = recipient;
    return {
      name,
      ...(email === undefined ? {} : { email }),
      ...(address === undefined ? {} : { address: { ...address } }),
      since,
    };
  }
  if (guardianName === undefined) return undefined;
  return { name: guardianName, ...(guardianEmail === undefined ? {} : { email: guardianEmail }), since };
}
