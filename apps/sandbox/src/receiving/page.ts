import type { Reply } from '../server/exchange.js';

const STYLE =
  'body{font:16px/1.5 Arial,sans-serif;margin:2rem;max-width:60rem}th,td{padding:.3rem 1.5rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #ccc}pre{white-space:pre-wrap;background:#f3f5f7;padding:1rem}iframe{width:100%;height:40rem;border:1px solid #ccc}';

/** A small page for people; `body` is HTML already. */
export function pageReply(title: string, body: string): Reply {
  const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1>
${body}
</body></html>
`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

export function tableOf(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>Nothing yet.</p>';
  const head = titles.map((title) => `<th scope="col">${escaped(title)}</th>`).join('');
  const lines = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>${lines.join('\n')}</tbody></table>`;
}

export function notFound(): Reply {
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'There is nothing here.\n' };
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
