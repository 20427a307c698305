import type { Schemas } from '@app/client';
import { caseWords } from '../../i18n/case-words/index.js';
import { LANGUAGE_NAMES } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { addressFields, addressOf } from './address-fields.js';
import { circumstanceBody, circumstanceFields, type CircumstanceName } from './circumstance-fields.js';
import type { Field, Order, Values } from './orders.js';
import { casesTexts } from './texts/index.js';
import { addressIn, type DebtorPath, type Disclosure } from './use-disclosure.js';

const one = '/api/v1/creditors/{creditorId}/case-debtors/{debtorId}';
/** The hub checks what is sent, and says in words what does not fit. */
const body = (values: Readonly<Record<string, unknown>>): never => values as never;

export type Debtor = Schemas['CaseDebtorDto'];

/** Everything that can be changed of a debtor, each with its form, begun with what is known and shown. */
export function useDebtorOrders(path: DebtorPath, debtor: Debtor, { shown, again }: Disclosure) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const params = { path };
  const f = fieldsOf(t, debtor);
  const known = addressIn(shown?.address);
  const order = (
    texts: { readonly title: string; readonly lead: string; readonly submit: string },
    fields: readonly Field[],
    send: (values: Values) => Promise<unknown>,
  ): Order => ({
    ...texts,
    fields: [...fields, { name: 'reason', label: t.fields.reason, kind: 'long' }],
    send: async (values) => {
      await send(values);
      await again();
      return undefined;
    },
  });
  const named = (name: CircumstanceName) => words.circumstances[name] ?? name;
  const { debtorOrders: o } = t;
  const changePoint = (pointId: string, values: Readonly<Record<string, unknown>>) =>
    hub.POST(`${one}/contact-points/{pointId}/changes`, {
      params: { path: { ...path, pointId } },
      body: body(values),
    });
  return {
    details: order(o.details, [f.name, f.language, f.kind, f.standing, f.category], ({ reason, ...values }) =>
      hub.POST(`${one}/changes`, { params, body: body({ reason, ...changed(values, debtor) }) }),
    ),
    address: order(o.address, addressFields(t, known), ({ reason, ...values }) =>
      hub.POST(`${one}/changes`, { params, body: body({ reason, address: addressOf(values) }) }),
    ),
    addPoint: order(o.addPoint, [f.channel, f.value, f.consent(), f.consentHow, f.consentOn], (values) =>
      hub.POST(`${one}/contact-points`, { params, body: body(values) }),
    ),
    consent: ({ id, consent }: Debtor['contactPoints'][number]): Order =>
      order(o.consent, [f.consent(consent), f.consentHow, f.consentOn], (values) => changePoint(id, values)),
    failed: (pointId: string): Order =>
      order(o.failed, [], (values) => changePoint(pointId, { ...values, failed: true })),
    works: (pointId: string): Order =>
      order(o.works, [], (values) => changePoint(pointId, { ...values, failed: false })),
    circumstance: (name: CircumstanceName): Order =>
      order(
        { title: named(name), ...o.circumstance },
        circumstanceFields(t, name, shown),
        ({ reason, ...values }) =>
          hub.PUT(`${one}/circumstances/{name}`, {
            params: { path: { ...path, name } },
            body: body({ reason, ...circumstanceBody(values) }),
          }),
      ),
    endCircumstance: (name: CircumstanceName): Order =>
      order({ title: `${named(name)}: ${t.end.toLowerCase()}`, ...o.endCircumstance }, [], (values) =>
        hub.POST(`${one}/circumstances/{name}/end`, {
          params: { path: { ...path, name } },
          body: body(values),
        }),
      ),
  };
}

/** Only what is no longer as it was: the history names what was changed. */
function changed(values: Values, debtor: Debtor): Values {
  const { name, language, kind, standing, category } = debtor;
  const before: Readonly<Record<string, string | null>> = { name, language, kind, standing, category };
  return Object.fromEntries(Object.entries(values).filter(([field, value]) => before[field] !== value));
}

function fieldsOf(t: (typeof casesTexts)['nb'], debtor: Debtor) {
  const { debtorFields: d, consents } = t;
  const text = (name: string, label: string, more: Partial<Field> = {}): Field => ({
    name,
    label,
    kind: 'text',
    ...more,
  });
  const choice = (
    name: string,
    label: string,
    options: Readonly<Record<string, string>>,
    initial?: string,
  ): Field => ({ name, label, kind: 'choice', options, ...(initial === undefined ? {} : { initial }) });
  return {
    name: text('name', d.name, { initial: debtor.name }),
    language: choice('language', d.language, LANGUAGE_NAMES, debtor.language),
    kind: choice('kind', d.kind, t.kinds, debtor.kind),
    standing: {
      ...choice('standing', d.standing, { '': t.unknownStanding, ...t.standingNames }, debtor.standing ?? ''),
      optional: true,
    },
    category: text('category', d.category, { initial: debtor.category ?? '', optional: true }),
    channel: choice('channel', d.channel, { call: t.points.call, sms: t.points.sms, email: t.points.email }),
    value: text('value', d.value),
    consent: (initial?: string) => choice('consent', d.consent, consents, initial),
    consentHow: text('consentHow', d.consentHow, { optional: true }),
    consentOn: {
      name: 'consentOn',
      label: d.consentOn,
      kind: 'day',
      help: d.todayHelp,
      optional: true,
    } as const satisfies Field,
  };
}
