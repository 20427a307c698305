/** An element of a message: its name, and its text or what stands inside of it. Absent parts are left out. */
export type XmlNode = readonly [
  name: string,
  content: string | readonly (XmlNode | undefined)[],
  attributes?: Readonly<Record<string, string>>,
];

/** The element as text, indented by two spaces for people who read the file. */
export function xmlText([name, content, attributes = {}]: XmlNode, indent = ''): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const opened = `${indent}<${name}${words.join('')}>`;
  if (typeof content === 'string') return `${opened}${escaped(content)}</${name}>\n`;
  const inner = content.map((node) => (node === undefined ? '' : xmlText(node, `${indent}  `)));
  return `${opened}\n${inner.join('')}${indent}</${name}>\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
