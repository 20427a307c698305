import { counted } from './counted.js';
import type { Case } from './hub-shapes.js';
import type { Hub } from './hub.js';
import type { Say, Traveller } from './traveller.js';

/** A collector that cannot exist: its numbers and addresses belong to nobody. */
const SENDER = {
  name: 'Kravhub Inkasso (demo)',
  addressLines: ['Eksempelgata 12', '0000 Eksempelvik'],
  telephone: '0000 12 34',
  telephoneHours: { weekdays: ['08', '21'], saturday: ['09', '15'] },
  email: 'hjelp@kravhub.example',
};

/**
 * A person sets up how the company's cases are worked and approves the rules; the cases are then assessed, and their first
 * steps taken as soon as the hour allows.
 */
export async function beginCollection(hub: Hub, { at, currency }: Traveller, say: Say): Promise<void> {
  const collected = await hub.claims(at, '&state=in-collection');
  if (collected.length === 0) return;
  await hub.until(`the cases of ${at.creditorName} were opened`, async () =>
    (await hub.cases(at)).length > 0 ? true : undefined,
  );
  await hub.chooseCollection(at, {
    takeover: 'friendly-reminder',
    vatLiable: true,
    creditorLettersConfirmed: false,
    claimSubject: currency === 'SEK' ? 'varor enligt beställning' : 'varer etter bestilling',
    payToAccount: currency === 'SEK' ? '0000-0000' : '00000000000',
    sender: SENDER,
  });
  const cases = await hub.until(`the cases of ${at.creditorName} were assessed`, async () => {
    const found = await hub.cases(at);
    return found.every(({ nextStep }) => nextStep !== null) ? found : undefined;
  });
  say(`${counted(cases.length, 'case')} assessed; next: ${nextSteps(cases)}`);
}

function nextSteps(cases: readonly Case[]): string {
  const counts = new Map<string, number>();
  for (const { nextStep } of cases) {
    const words = nextStep?.step ? `${nextStep.step} (${nextStep.outcome})` : (nextStep?.outcome ?? '');
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `${count} ${words}`).join(', ');
}
