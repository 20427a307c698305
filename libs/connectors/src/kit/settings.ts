import { IsNotEmpty, IsOptional, IsString, MaxLength, validateSync } from 'class-validator';
import type { ConnectorDefinition } from '../contract/index.js';
import { isRecord } from './decode.js';

/** A text in the portal's languages. */
export interface LocalText {
  readonly nb: string;
  readonly sv: string;
  readonly en: string;
}

export interface SettingOptions {
  readonly label: LocalText;
  /** Where the person finds the value. */
  readonly help: LocalText;
  /** Never shown again, logged or returned. */
  readonly secret?: boolean;
  readonly optional?: boolean;
  /** Signing in at the vendor fills it in: no form shows it, and it may always be left out. Default false. */
  readonly filledBySignIn?: boolean;
  readonly example?: string;
  /** Default 4000. */
  readonly lengthMax?: number;
}

/** One field of a connector's settings: enough to draw a form, unless signing in fills it, and to check what came. */
export interface SettingDescription {
  readonly name: string;
  readonly type: 'string';
  readonly label: LocalText;
  readonly help: LocalText;
  readonly secret: boolean;
  readonly required: boolean;
  readonly filledBySignIn: boolean;
  readonly example?: string;
  readonly lengthMax: number;
}

export interface SettingProblem {
  readonly field: string;
  /** What is wrong, without the value. */
  readonly message: string;
}

export type SettingsCheck<S extends object> =
  | { readonly ok: true; readonly settings: S }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

const declared = new WeakMap<object, SettingDescription[]>();

/** Declares a text field of a settings class; further class-validator decorators may stand beside it. */
export function Setting({
  secret = false,
  filledBySignIn = false,
  optional = filledBySignIn,
  lengthMax = 4000,
  ...shown
}: SettingOptions): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    const fields = declared.get(prototype) ?? [];
    fields.push({ name, type: 'string', secret, required: !optional, filledBySignIn, lengthMax, ...shown });
    declared.set(prototype, fields);
    IsString({ message: 'must be text' })(prototype, property);
    MaxLength(lengthMax, { message: `must not be longer than ${lengthMax} characters` })(prototype, property);
    if (optional) IsOptional()(prototype, property);
    else IsNotEmpty({ message: 'must be filled in' })(prototype, property);
  };
}

/** The fields in the order in which the class declares them. */
export function describeSettings({
  settings,
}: Pick<ConnectorDefinition, 'settings'>): readonly SettingDescription[] {
  return declared.get(settings.prototype as object) ?? [];
}

/** Checks foreign input against the class. Blanks around a value are pasted along often and taken off. */
export function checkSettings<S extends object>(
  definition: Pick<ConnectorDefinition<S>, 'settings'>,
  input: unknown,
): SettingsCheck<S> {
  if (!isRecord(input))
    return { ok: false, problems: [{ field: '', message: 'an object with the settings was expected' }] };
  const fields = describeSettings(definition as Pick<ConnectorDefinition, 'settings'>);
  const settings = new definition.settings();
  for (const { name } of fields) {
    const value = input[name];
    if (value !== undefined && value !== null)
      Reflect.set(settings, name, typeof value === 'string' ? value.trim() : value);
  }
  const names = new Set(fields.map(({ name }) => name));
  const problems: SettingProblem[] = Object.keys(input)
    .filter((name) => !names.has(name))
    .map((name) => ({ field: name.slice(0, 60), message: 'is not a setting of this ledger' }));
  const failures = validateSync(settings, {
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  for (const { property, constraints } of failures) {
    problems.push({ field: property, message: Object.values(constraints ?? {})[0] ?? 'is not valid' });
  }
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
}

/**
 * What a person entered anew, together with what an earlier sign-in had filled in and no form shows: a new key must not
 * cost the companies that were chosen at the vendor. What is no object is answered as it is, for `checkSettings` to refuse.
 */
export function withSignInValues(
  definition: Pick<ConnectorDefinition, 'settings'>,
  entered: unknown,
  earlier: Readonly<Record<string, unknown>>,
): unknown {
  if (!isRecord(entered)) return entered;
  const filled = describeSettings(definition)
    .filter(({ name, filledBySignIn }) => filledBySignIn && earlier[name] !== undefined)
    .map(({ name }) => [name, earlier[name]] as const);
  return { ...Object.fromEntries(filled), ...entered };
}

/** Values of the fields marked secret, for redaction. */
export function secretsOf(
  definition: Pick<ConnectorDefinition, 'settings'>,
  settings: object,
): readonly string[] {
  return describeSettings(definition)
    .filter(({ secret }) => secret)
    .map(({ name }) => Reflect.get(settings, name) as unknown)
    .filter((value): value is string => typeof value === 'string' && value !== '');
}
