import type { Block, Row, Table } from './blocks.js';
import type { LetterDocument } from './letter-document.js';
import type { Speaker } from './speaker.js';

const BODY = 'margin:0;background:#ffffff;color:#1b1f24;font:16px/1.5 Arial,Helvetica,sans-serif';
const CELL = 'padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid #d0d5db';
const AMOUNT_CELL = `${CELL};text-align:right;white-space:nowrap`;

/** The letter as an HTML mail: text, headings and real tables; no picture, no script, nothing that is fetched. */
export function htmlPage(document: LetterDocument, speaker: Speaker): string {
  const { data } = speaker;
  const facts = [
    { label: speaker.label('date'), value: speaker.day(data.sentOn) },
    { label: speaker.label('case'), value: data.caseReference },
  ];
  return [
    '<!DOCTYPE html>',
    `<html lang="${data.language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(document.subject)}</title></head>`,
    `<body style="${BODY}">`,
    '<main style="max-width:640px;margin:0 auto;padding:24px">',
    `<p style="margin:0 0 24px;font-weight:bold">${escapeHtml(data.collector.name)}</p>`,
    `<p style="margin:0 0 16px">${escapeHtml(data.debtor.name)}<br>${facts.map(({ label, value }) => `${escapeHtml(label)}: ${escapeHtml(value)}`).join('<br>')}</p>`,
    `<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${escapeHtml(document.title)}</h1>`,
    ...document.blocks.map(blockHtml),
    footer(speaker),
    '</main></body></html>',
    '',
  ].join('\n');
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="font-size:18px;margin:24px 0 8px">${escapeHtml(block.text)}</h2>`;
    case 'paragraph':
      return `<p style="margin:0 0 16px">${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul style="margin:0 0 16px;padding-left:20px">${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'summary':
      return summaryHtml(block.rows);
    case 'table':
      return tableHtml(block.table);
  }
}

function summaryHtml(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ label, value }, at) =>
      `<tr><th scope="row" style="padding:4px 16px 4px 0;text-align:left;font-weight:normal">${escapeHtml(label)}</th><td style="padding:4px 0;font-weight:bold${at === 0 ? ';font-size:20px' : ''}">${escapeHtml(value)}</td></tr>`,
  );
  return `<div style="background:#eef3f6;border-left:4px solid #2f6f8f;padding:12px 16px;margin:0 0 16px"><table style="border-collapse:collapse">${lines.join('')}</table></div>`;
}

function tableHtml({ title, columns, rows, hasTotal }: Table): string {
  const style = (at: number): string => (columns[at]?.align === 'right' ? AMOUNT_CELL : CELL);
  const head = columns.some(({ title: text }) => text === '')
    ? ''
    : `<thead><tr>${columns.map(({ title: text }, at) => `<th scope="col" style="${style(at)}">${escapeHtml(text)}</th>`).join('')}</tr></thead>`;
  const lines = rows.map((row, line) => {
    const weight = hasTotal && line === rows.length - 1 ? ';font-weight:bold' : '';
    return `<tr>${row.map((cell, at) => `<td style="${style(at)}${weight}">${escapeHtml(cell)}</td>`).join('')}</tr>`;
  });
  return `<table style="border-collapse:collapse;width:100%;margin:0 0 16px"><caption style="text-align:left;font-weight:bold;padding:8px 0">${escapeHtml(title)}</caption>${head}<tbody>${lines.join('')}</tbody></table>`;
}

function footer(speaker: Speaker): string {
  const { collector } = speaker.data;
  const lines = [
    collector.name,
    `${speaker.label('telephone')}: ${collector.telephone} (${speaker.hours(collector.telephoneHours)})`,
    `${speaker.label('email')}: ${collector.email}`,
    ...(collector.website ? [`${speaker.label('website')}: ${collector.website}`] : []),
    speaker.imprint.join(', '),
  ];
  return `<footer style="margin-top:32px;padding-top:12px;border-top:1px solid #d0d5db;font-size:14px">${lines.map(escapeHtml).join('<br>')}</footer>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
