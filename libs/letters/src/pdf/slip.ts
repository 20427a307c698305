import { plainAmountText } from '@app/domain';
import type { Speaker } from '../speaker.js';
import type { Pen } from './pen.js';
import { BODY_BOTTOM, COLOUR, FONT, LEFT, mm, SIZE, SLIP_HEIGHT, WIDTH } from './sheet.js';

/**
 * What a person types into the bank, once more and large, at the foot of the last page. It bears the fields of the
 * countries' payment forms (account, KID or OCR, amount, day) and is none of those forms. The summary has said it all, so
 * where there is no room it is left out: a page of its own is not worth it.
 */
export function drawSlip(pen: Pen, speaker: Speaker): void {
  const { data } = speaker;
  const { payTo } = data;
  if (!payTo) return;
  const top = BODY_BOTTOM - SLIP_HEIGHT;
  if (pen.y > top - mm(1)) return;
  pen.decorate((pdf) => {
    pdf
      .moveTo(LEFT, top)
      .lineTo(LEFT + WIDTH, top)
      .dash(3, { space: 3 })
      .lineWidth(0.7)
      .stroke(COLOUR.quiet)
      .undash();
    pdf
      .rect(LEFT, top + mm(13), WIDTH, SLIP_HEIGHT - mm(15))
      .lineWidth(0.7)
      .stroke(COLOUR.line);
  });
  pen.put(
    'H2',
    speaker.label('slipTitle'),
    { x: LEFT, y: top + mm(4), width: WIDTH },
    { font: FONT.strong, size: SIZE.heading },
  );
  const { amount, dueOn } = speaker.askedNow;
  const column = (WIDTH - mm(6)) / 3;
  const field = (label: string, value: string, at: number, row: number): void => {
    const y = top + mm(15) + row * mm(15);
    const place = { x: LEFT + mm(4) + at * column, width: column - mm(3) };
    pen.put('P', label, { ...place, y }, { size: SIZE.small, colour: COLOUR.quiet });
    pen.put('P', value, { ...place, y: y + 13 }, { font: FONT.strong, size: 11 });
  };
  field(speaker.label(payTo.kind), payTo.account, 0, 0);
  field(speaker.label('reference'), payTo.reference, 1, 0);
  field(`${speaker.label('amount')} (${data.currency})`, plainAmountText(amount, data.language), 2, 0);
  field(speaker.label('payee'), payTo.payee, 0, 1);
  if (payTo.iban) field(speaker.label('slipAbroad'), [payTo.iban, payTo.bic].filter(Boolean).join(' '), 1, 1);
  if (dueOn) field(speaker.label('payBy'), speaker.day(dueOn), 2, 1);
  pen.y = BODY_BOTTOM;
}
