/** A route's method and template, e.g. `GET /invoice/{id}/pdf`; templates are in the vendor's own notation. */
export interface Route<H> {
  readonly method: string;
  readonly template: string;
  /** `METHOD template`: how logs and fault rules name the operation. */
  readonly operation: string;
  readonly handler: H;
}

export type RouteMatch<H> =
  | { readonly kind: 'found'; readonly route: Route<H>; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly template: string; readonly allowed: readonly string[] }
  | { readonly kind: 'no-such-path' };

interface Node<H> {
  readonly literal: Map<string, Node<H>>;
  parameter: Node<H> | undefined;
  readonly routes: Map<string, Route<H>>;
}

/** Finds a handler by method and path. A literal segment wins over a `{parameter}`. */
export class Router<H> {
  readonly #root = newNode<H>();
  readonly #operations: string[] = [];

  add(method: string, template: string, handler: H): this {
    let node = this.#root;
    for (const segment of segments(template)) node = childFor(node, segment);
    const operation = `${method} ${template}`;
    if (node.routes.has(method)) throw new Error(`Route ${operation} is declared twice.`);
    node.routes.set(method, { method, template, operation, handler });
    this.#operations.push(operation);
    return this;
  }

  operations(): readonly string[] {
    return this.#operations;
  }

  match(method: string, path: string): RouteMatch<H> {
    const sent = segments(path).map(decoded);
    const node = walk(this.#root, sent, 0);
    if (!node) return { kind: 'no-such-path' };
    const route = node.routes.get(method);
    if (route) return { kind: 'found', route, params: paramsOf(route, sent) };
    const first = [...node.routes.values()][0];
    return { kind: 'wrong-method', template: first?.template ?? path, allowed: [...node.routes.keys()] };
  }
}

function newNode<H>(): Node<H> {
  return { literal: new Map(), parameter: undefined, routes: new Map() };
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function childFor<H>(node: Node<H>, segment: string): Node<H> {
  if (segment.startsWith('{')) {
    node.parameter ??= newNode<H>();
    return node.parameter;
  }
  let child = node.literal.get(segment);
  if (!child) node.literal.set(segment, (child = newNode<H>()));
  return child;
}

function walk<H>(node: Node<H>, path: readonly string[], at: number): Node<H> | undefined {
  const segment = path[at];
  if (segment === undefined) return node.routes.size > 0 ? node : undefined;
  const literal = node.literal.get(segment);
  const found = literal && walk(literal, path, at + 1);
  return found ?? (node.parameter && walk(node.parameter, path, at + 1));
}

/** Named by the route itself: two templates may name the same place differently. */
function paramsOf<H>(route: Route<H>, path: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  segments(route.template).forEach((segment, i) => {
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = path[i] ?? '';
  });
  return params;
}
