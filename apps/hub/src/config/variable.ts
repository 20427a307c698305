import { Expose, Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';

/** What an error about a variable shows beside the reason. */
interface VariableFacts {
  readonly example: string;
  /** The value never appears in a message. */
  readonly secret: boolean;
}

const facts = new Map<string, VariableFacts>();

export function variableFacts(name: string): VariableFacts {
  return facts.get(name) ?? { example: '', secret: true };
}

function variable(example: string, secret: boolean, ...rules: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    facts.set(String(property), { example, secret });
    for (const rule of [Expose(), ...rules]) rule(target, property);
  };
}

/** An absent or empty variable keeps the default that its property was given. */
export function WholeNumber(min: number, max: number, example: string): PropertyDecorator {
  const message = `must be a whole number from ${min} to ${max}`;
  const toNumber = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  );
  return variable(example, false, toNumber, IsInt({ message }), Min(min, { message }), Max(max, { message }));
}

export function OneOf(values: readonly string[], example: string): PropertyDecorator {
  return variable(example, false, IsIn([...values], { message: `must be one of ${values.join(', ')}` }));
}

/** A list with commas in between, each entry one of `values`. */
export function SomeOf(values: readonly string[], example: string): PropertyDecorator {
  const split = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : value,
  );
  return variable(
    example,
    false,
    split,
    IsIn([...values], { each: true, message: `must list some of ${values.join(', ')}` }),
  );
}

export function YesNo(example: string): PropertyDecorator {
  const read = Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  );
  return variable(example, false, read, IsIn([true, false], { message: 'must be true or false' }));
}

export function Text(pattern: RegExp, meaning: string, example: string): PropertyDecorator {
  return variable(example, false, IsOptional(), Matches(pattern, { message: `must be ${meaning}` }));
}

/** Of a secret only its absence or form is ever named. */
export function Secret(pattern: RegExp, meaning: string, example: string): PropertyDecorator {
  return variable(
    example,
    true,
    IsOptional(),
    IsString({ message: 'must be text' }),
    Matches(pattern, { message: `must be ${meaning}` }),
  );
}

/** Base address of a vendor: http or https, no user, no query. */
export function BaseUrl(example: string, protocols = ['http', 'https']): PropertyDecorator {
  const rule = IsUrl(
    {
      protocols,
      require_protocol: true,
      require_tld: false,
      disallow_auth: true,
      allow_query_components: false,
    },
    { message: `must be an ${protocols.join(' or ')} address without user or query` },
  );
  return variable(example, false, IsOptional(), rule);
}
