const HIDDEN = new Set(['level', 'time', 'msg', 'component', 'traceId', 'spanId', 'requestId']);
const COLOUR: Readonly<Record<string, string>> = {
  warn: '\u001b[33m',
  error: '\u001b[31m',
  fatal: '\u001b[31m',
  debug: '\u001b[2m',
  trace: '\u001b[2m',
};
const PLAIN = '\u001b[0m';

/** A JSON line as a person at a terminal wants it: time, message, fields. Example: `10:59:04 Sync: page stored items=100`. */
export function prettyLine(line: string): string {
  const { time, level, component, msg, ...all } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(all)
    .filter(([name]) => !HIDDEN.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const words = [
    String(time).slice(11, 19),
    component ? `${String(component)}:` : '',
    String(msg ?? ''),
    ...fields,
  ];
  const text = words.filter((word) => word !== '').join(' ');
  const colour = COLOUR[String(level)];
  return colour ? `${colour}${text}${PLAIN}\n` : `${text}\n`;
}
