export type Attributes = Readonly<Record<string, string>>;

/**
 * Which elements belong to the message, by "Namespaces in XML 1.0". Kept to what one message needs, since it is asked for
 * every element: the namespace has one prefix, and a part that binds this prefix anew is somebody else's.
 */
export class Namespaces {
  /** Bound around the message, by prefix; empty for the default. */
  private readonly outside = new Map<string, string>();
  private prefix: string | undefined;
  private namespace = '';

  /** The namespace of the message; empty before it and where it has none. */
  get message(): string {
    return this.namespace;
  }

  get hasBegun(): boolean {
    return this.prefix !== undefined;
  }

  /**
   * The name without its prefix, for elements of the message: the first `Document` and what is inside.
   * Undefined for all others.
   */
  localName(name: string, attributes: Attributes): string | 'two-prefixes' | undefined {
    const colon = name.indexOf(':');
    const prefix = colon === -1 ? '' : name.slice(0, colon);
    const local = colon === -1 ? name : name.slice(colon + 1);
    if (this.prefix === undefined) return this.begin(prefix, local, attributes);
    for (const attribute in attributes) {
      const bound = prefixBound(attribute);
      if (bound === undefined) continue;
      const isSame = attributes[attribute] === this.namespace;
      if (isSame && bound !== this.prefix) return 'two-prefixes';
      if (!isSame && bound === this.prefix) return undefined;
    }
    if (prefix === this.prefix) return local;
    return this.outside.get(prefix) === this.namespace ? 'two-prefixes' : undefined;
  }

  private begin(prefix: string, local: string, attributes: Attributes): string | undefined {
    for (const [attribute, namespace] of Object.entries(attributes)) {
      const bound = prefixBound(attribute);
      if (bound !== undefined) this.outside.set(bound, namespace);
    }
    if (local !== 'Document') return undefined;
    this.prefix = prefix;
    this.namespace = this.outside.get(prefix) ?? '';
    return local;
  }
}

/** Of `xmlns` and `xmlns:prefix`. */
function prefixBound(attribute: string): string | undefined {
  if (attribute === 'xmlns') return '';
  return attribute.startsWith('xmlns:') ? attribute.slice('xmlns:'.length) : undefined;
}
