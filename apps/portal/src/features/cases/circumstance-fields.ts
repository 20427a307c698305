import type { Schemas } from '@app/client';
import { addressFields, addressOf } from './address-fields.js';
import type { Field, Values } from './orders.js';
import type { casesTexts } from './texts/index.js';
import { detailIn, type Disclosed, standInIn, textIn } from './use-disclosure.js';

export type CircumstanceName = Schemas['CaseDebtorDto']['circumstances'][number];
type Texts = (typeof casesTexts)['nb'];

/** What is to be said of a circumstance, begun with what was said before where it is shown. */
export function circumstanceFields(
  t: Texts,
  name: CircumstanceName,
  shown: Disclosed | undefined,
): readonly Field[] {
  const { debtorFields: d } = t;
  const before = detailIn(shown?.details, name);
  const day = (field: string, label: string, kept = field, optional = false): Field => ({
    name: field,
    label,
    kind: 'day',
    initial: textIn(before[kept]),
    optional,
  });
  const check = (field: string, label: string): Field => ({
    name: field,
    label,
    kind: 'check',
    initial: before[field] === true ? 'true' : '',
  });
  const choice = (field: string, label: string, options: Readonly<Record<string, string>>): Field => {
    const kept = textIn(before[field]);
    return { name: field, label, kind: 'choice', options, ...(kept === '' ? {} : { initial: kept }) };
  };
  switch (name) {
    case 'protectedAddress':
      return [check('byHand', d.byHand)];
    case 'guardian':
      return [choice('scope', d.scope, t.scopes), ...recipientFields(t, shown?.guardian)];
    case 'representative':
      return [...recipientFields(t, shown?.standIns['representative']), check('reachable', d.reachable)];
    case 'minor':
      return [day('adultOn', d.adultOn), check('debtStands', d.debtStands)];
    case 'deceased':
      return [
        day('on', d.diedOn, 'diedOn'),
        check('estateReachable', d.estateReachable),
        ...recipientFields(t, shown?.standIns['estate']),
      ];
    case 'bankruptcy':
      return [day('on', d.openedOn, 'openedOn')];
    case 'debtSettlement':
      return [choice('stage', d.stage, t.stages), day('until', d.until, 'until', true)];
    case 'vulnerable':
      return [choice('care', d.care, t.cares), day('on', d.since, 'sinceOn')];
  }
}

/** Whoever gets letters in the debtor's place; nothing of it where nobody knows them yet. */
function recipientFields(t: Texts, known: unknown): readonly Field[] {
  const { debtorFields: d } = t;
  const before = standInIn(known);
  return [
    {
      name: 'recipientName',
      label: d.recipientName,
      kind: 'text',
      help: d.recipientHelp,
      initial: before?.name ?? '',
      optional: true,
    },
    {
      name: 'recipientEmail',
      label: d.recipientEmail,
      kind: 'text',
      initial: before?.email ?? '',
      optional: true,
    },
    ...addressFields(t, before?.address, true),
  ];
}

const CHECKS = ['byHand', 'reachable', 'debtStands', 'estateReachable'];

/** What was filled in, as the API takes it; a part of a recipient without the rest is for the hub to refuse. */
export function circumstanceBody(values: Values): Readonly<Record<string, unknown>> {
  const { recipientName, recipientEmail, line1, line2, postalCode, city, countryCode, ...said } = values;
  const address = addressOf({ line1, line2, postalCode, city, countryCode });
  const isKnown = recipientName !== undefined || recipientEmail !== undefined || address !== undefined;
  return {
    ...Object.fromEntries(
      Object.entries(said).map(([name, value]) => [name, CHECKS.includes(name) ? value === 'true' : value]),
    ),
    ...(isKnown ? { recipient: { name: recipientName, email: recipientEmail, address } } : {}),
  };
}
