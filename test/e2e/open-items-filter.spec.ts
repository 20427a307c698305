import { describe, expect, it } from '@jest/globals';
import { addDays, localDate } from '@app/domain';
import { ProblemAnswer } from '../support/hub-api.js';
import { tellStory } from '../support/story.js';

describe('open items of a period or a customer', () => {
  const story = tellStory();

  it('are found by due day and customer, so that what is left out together is left out together', async () => {
    const company = await story.company({ approval: 'approve' });
    const customer = company.customer();
    const [early, late, other] = [
      company.invoice('1000.00', { customerId: customer.id, dueDate: addDays(localDate(story.today), -40) }),
      company.invoice('2000.00', { customerId: customer.id, dueDate: addDays(localDate(story.today), -30) }),
      company.invoice('3000.00', { dueDate: addDays(localDate(story.today), -30) }),
    ];
    await company.pullNow();
    const found = async (query: string): Promise<string[]> => {
      const { items } = await story.api.get<{ items: { ledgerItemId: string }[] }>(
        `${company.path}/open-items?${query}`,
      );
      return items.map(({ ledgerItemId }) => ledgerItemId).sort();
    };
    const ids = (...invoices: { readonly id: number }[]) => invoices.map(({ id }) => String(id)).sort();
    expect(await found(`dueFrom=${late.dueOn}`)).toEqual(ids(late, other));
    expect(await found(`dueTo=${early.dueOn}`)).toEqual(ids(early));
    expect(await found(`dueFrom=${early.dueOn}&dueTo=${late.dueOn}`)).toEqual(ids(early, late, other));
    expect(await found(`customerNumber=${customer.number}`)).toEqual(ids(early, late));
    expect(await found(`customerNumber=${customer.number}&dueFrom=${late.dueOn}&decision=claim`)).toEqual(
      ids(late),
    );
    await expect(found('dueFrom=2026-02-30')).rejects.toThrow(ProblemAnswer);
    await expect(found('dueFrom=yesterday')).rejects.toThrow(ProblemAnswer);
  });
});
