/** One letter of the gallery. `segments` is 0 where the letter has no sms. */
export interface GalleryEntry {
  readonly name: string;
  readonly subject: string;
  readonly pages: number;
  readonly bytes: number;
  readonly segments: number;
}

/** A page with a link to every form of every letter. */
export function galleryPage(entries: readonly GalleryEntry[]): string {
  const rows = entries.map(({ name, subject, pages, segments }) => {
    const sms = segments === 0 ? '' : `<a href="${name}.sms.txt">sms</a> (${segments})`;
    return `<tr><th scope="row">${name}</th><td>${escaped(subject)}</td><td><a href="${name}.pdf">PDF</a> (${pages})</td><td><a href="${name}.html">HTML</a></td><td><a href="${name}.txt">text</a></td><td>${sms}</td></tr>`;
  });
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Letters</title>
<style>body{font:16px/1.5 Arial,sans-serif;margin:2rem}th,td{padding:.3rem 1rem .3rem 0;text-align:left;border-bottom:1px solid #ccc}</style></head>
<body><h1>Letters</h1><p>Every letter in every language, from invented data. In brackets: pages, pieces of the sms.</p>
<table><thead><tr><th>letter</th><th>subject</th><th>letter</th><th colspan="2">e-mail</th><th>sms</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></body></html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
