import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { XML_DEPTH_MAX, XML_GAP_MAX } from '../limits.js';
import { BankFileRefusedError } from '../refusal.js';
import { type Attributes, Namespaces } from './namespaces.js';
import { RawWindow } from '../bytes/raw-window.js';
import { Draft } from './draft.js';

/** What to do at an element, by its place in the message. Elements that nobody asks for are passed over. */
export interface PathNode {
  readonly children: Map<string, PathNode>;
  open?: () => void;
  /** Gets the element's own text, trimmed, and the value of its `Ccy` where it has one. */
  text?: (text: string, currency: string | undefined) => void;
  close?: () => void;
}

export type PathActions = Readonly<Record<string, Omit<PathNode, 'children'>>>;

/** Makes a tree of paths such as `Stmt/Ntry/Amt`, so that each element costs one look-up. */
export function pathTree(actions: PathActions): PathNode {
  const root: PathNode = { children: new Map() };
  for (const [path, action] of Object.entries(actions)) {
    let node = root;
    for (const name of path.split('/')) {
      const next = node.children.get(name) ?? { children: new Map<string, PathNode>() };
      node.children.set(name, next);
      node = next;
    }
    Object.assign(node, action);
  }
  return root;
}

/**
 * Walks through an ISO 20022 message, in whatever prefix and envelope, and calls what the tree names. Nothing outside of
 * the file is ever fetched: a DOCTYPE, and with it every entity of the file's own, is refused.
 */
export class XmlWalk {
  readonly raw = new RawWindow();
  /** Where the last tag ended: the next element begins there. */
  tagEnd = 0;
  /** Text from here on is kept for records that may be set aside. */
  keepFrom: number | undefined;
  private readonly namespaces = new Namespaces();
  private readonly parser = new SaxesParser();
  /** Of the elements that are open. */
  private readonly stack: (PathNode | undefined)[] = [];
  private node: PathNode | undefined;
  private text = '';
  private currency: string | undefined;
  private lastLine = 1;

  /** @param enter is told the namespace of the message and answers what to do inside of `Document` */
  constructor(private readonly enter: (namespace: string) => PathNode) {
    this.parser.on('doctype', () => this.refuse('doctype', 'it has a DOCTYPE'));
    this.parser.on('error', (error) => this.malformed(error));
    this.parser.on('opentag', (tag) => this.opened(tag));
    this.parser.on('closetag', () => this.closed());
    this.parser.on('text', (text) => this.said(text));
    this.parser.on('cdata', (text) => this.said(text));
  }

  get line(): number {
    // A parser that has been closed begins to count anew.
    return this.parser.closed ? this.lastLine : this.parser.line;
  }

  /** For the element that is being opened. */
  draft(): Draft {
    return new Draft(this.line, this.tagEnd);
  }

  write(text: string): void {
    if (text === '') return;
    this.raw.push(text, this.keepFrom ?? this.tagEnd);
    this.parser.write(text);
    if (this.raw.end - this.tagEnd > XML_GAP_MAX) {
      this.refuse('too-large-a-part', `a text, comment or tag of more than ${XML_GAP_MAX} characters`);
    }
  }

  end(): void {
    this.lastLine = this.parser.line;
    this.parser.close();
  }

  refuse(refusal: 'doctype' | 'too-large-a-part' | 'structure', reason: string): never {
    throw new BankFileRefusedError(refusal, this.line, reason);
  }

  private opened({ name, attributes }: SaxesTagPlain): void {
    if (this.stack.length >= XML_DEPTH_MAX) {
      this.refuse('too-large-a-part', `elements more than ${XML_DEPTH_MAX} deep`);
    }
    this.stack.push(this.node);
    this.node = this.nodeFor(name, attributes);
    this.text = '';
    this.currency = this.node && attributes['Ccy'];
    this.node?.open?.();
    this.tagEnd = this.parser.position;
  }

  private closed(): void {
    this.tagEnd = this.parser.position;
    const { node } = this;
    if (node) {
      node.text?.(trimmed(this.text), this.currency);
      node.close?.();
    }
    this.text = '';
    this.currency = undefined;
    this.node = this.stack.pop();
  }

  private nodeFor(name: string, attributes: Attributes): PathNode | undefined {
    const { namespaces } = this;
    const hadBegun = namespaces.hasBegun;
    const local = namespaces.localName(name, attributes);
    if (local === 'two-prefixes') this.refuse('structure', "two prefixes for the message's namespace");
    if (local === undefined) return undefined;
    if (hadBegun) {
      if (local === 'Document') this.refuse('structure', 'a second message');
      return this.node?.children.get(local);
    }
    return this.enter(namespaces.message);
  }

  private said(text: string): void {
    if (this.node?.text !== undefined) this.text += text;
  }

  private malformed(error: Error): never {
    // What the parser says is cut: it may quote the file.
    const reason = error.message.replace(/^\d+:\d+: /, '').replace(/[.:"'].*$/s, '');
    throw new BankFileRefusedError('not-well-formed', this.line, `it is not well-formed XML (${reason})`, {
      cause: error,
    });
  }
}

/** XML's own white space; others may belong to a name. */
function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}
