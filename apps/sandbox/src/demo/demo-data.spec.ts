import { describe, expect, it } from '@jest/globals';
import { isKid, isNorwegianOrganisationNumber, localDate, ManualClock } from '@app/domain';
import { TripletexSimulator } from '../tripletex/simulator.js';
import { demoCompanies } from './demo-data.js';
import { kidFor } from './identifiers.js';

const TODAY = localDate('2026-09-14');

describe('demo data', () => {
  const companies = demoCompanies({ preset: 'demo' }, 1, TODAY);
  const customers = companies.flatMap((company) => company.customers);
  const invoices = companies.flatMap((company) => company.invoices);

  it('is the same for the same seed and day, and another for another seed', () => {
    const text = (seed: number) => JSON.stringify(demoCompanies({ preset: 'small' }, seed, TODAY));
    expect(text(9)).toBe(text(9));
    expect(text(9)).not.toBe(text(10));
  });

  it('has organisation numbers with right check digits that no firm can have', () => {
    const numbers = [...companies, ...customers]
      .map((row) => row.organizationNumber)
      .filter((number) => number !== '');
    expect(numbers.length).toBeGreaterThan(300);
    for (const number of numbers) {
      expect(isNorwegianOrganisationNumber(number)).toBe(true);
      expect(number).toMatch(/^3/);
    }
  });

  it('has e-mail that cannot arrive and phones that cannot ring', () => {
    for (const { email, phone } of customers) {
      expect(email).toMatch(/^$|^[a-z]+@[a-z-]+\.example$/);
      expect(phone).toMatch(/^$|^0000\d{4}$/);
    }
  });

  it('makes KIDs with a right check digit', () => {
    for (const { customer } of invoices.slice(0, 500))
      expect(isKid(kidFor(10_000 + customer, 10_001))).toBe(true);
  });

  it('is large, mostly paid, and overdue at many ages', () => {
    expect(companies).toHaveLength(3);
    expect(customers.length).toBeGreaterThan(800);
    expect(invoices.length).toBeGreaterThan(8_000);
    const unpaid = invoices.filter((row) => !row.payments && row.dueOn < TODAY);
    expect(unpaid.length / invoices.length).toBeLessThan(0.15);
    expect(new Set(unpaid.map((row) => row.dueOn.slice(0, 7))).size).toBeGreaterThan(20);
    expect(invoices.filter((row) => row.dueOn >= TODAY).length).toBeGreaterThan(50);
  });

  it('makes three small companies that share the special cases between them', () => {
    const few = demoCompanies({ preset: 'few' }, 1, TODAY);
    expect(few).toHaveLength(3);
    for (const { invoices: own } of few) {
      expect(own.length).toBeLessThan(80);
      expect(own.filter(({ malformed }) => malformed)).toHaveLength(1);
    }
    const kinds = few.flatMap((company) => company.invoices.flatMap(({ malformed }) => malformed ?? []));
    expect(new Set(kinds).size).toBe(3);
    expect(few.flatMap((company) => company.invoices).filter(({ reminder }) => reminder)).toHaveLength(2);
  });

  it('has as many invoices as a benchmark asks for, all overdue', () => {
    const [company] = demoCompanies({ preset: 'bench', invoices: 1_000 }, 1, TODAY);
    expect(company?.invoices).toHaveLength(1_000);
    expect(company?.invoices.every((row) => row.dueOn < TODAY && !row.payments)).toBe(true);
  });

  it('becomes a ledger that shows every special case', () => {
    const simulator = new TripletexSimulator({
      seed: 1,
      clock: new ManualClock(new Date('2026-09-14T10:00:00Z')),
      companies: { preset: 'small' },
    });
    const companyId = simulator.credentials.companies[0]?.companyId ?? 0;
    const company = simulator.bookkeeper.company(companyId);
    const rows = [...company.invoices.values()];
    const outstanding = simulator.ledger(companyId).invoices.map((row) => Number(row.outstanding));
    expect(outstanding.some((amount) => amount < 0)).toBe(true);
    expect(rows.some((row) => row.creditedBy)).toBe(true);
    expect(rows.some((row) => row.grossMinor < 0 && !row.credits)).toBe(true);
    expect(new Set(rows.map((row) => row.currency.code))).toEqual(new Set(['NOK', 'EUR', 'SEK', 'USD']));
    expect(rows.filter((row) => row.malformed)).toHaveLength(3);
    expect(rows.some((row) => !row.charged)).toBe(true);
    expect(rows.some((row) => row.charged && row.kid === '' && row.grossMinor > 0)).toBe(true);
    expect(new Set(rows.flatMap((row) => row.reminders.map(({ type }) => type)))).toEqual(
      new Set(['NOTICE_OF_DEBT_COLLECTION', 'DEBT_COLLECTION']),
    );
    expect(rows.some((row) => (row.remark?.postponeRemindersTo ?? '') > '2026-09-14')).toBe(true);
    const details = [...company.customers.values()].map((row) => row.details);
    expect(details.some((row) => row.isPrivateIndividual)).toBe(true);
    expect(details.some((row) => row.isInactive)).toBe(true);
    expect(details.some((row) => row.isFactoring)).toBe(true);
    expect(details.some((row) => !row.isPrivateIndividual && row.organizationNumber === '')).toBe(true);
    expect([...company.books.open].some((row) => !row.item && row.amountMinor < 0)).toBe(true);
  });
});
