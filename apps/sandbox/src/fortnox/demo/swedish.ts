import type { DemoCompany, DemoCustomer, DemoInvoice } from '../../demo/plan.js';
import type { Random } from '../../demo/random.js';
import { unrealPersonalNumber, unrealSwedishOrganisationNumber, unrealSwedishPhone } from './identifiers.js';

const FIRST_NAMES = (
  'Agnes Albin Alva Anders Annika Arvid Astrid Axel Birgitta Björn Britta Ebba Elin Elsa Emil Erik Eva Filip Gunilla ' +
  'Göran Hanna Henrik Håkan Ingrid Johan Karin Kerstin Klara Lars Lennart Linnéa Maja Malin Mats Moa Nils Olof Oskar ' +
  'Per Pontus Ragnhild Sara Signe Sofia Stina Sven Tove Ulla Viktor Åke Åsa Örjan'
).split(' ');
const SURNAMES = (
  'Alnäs Bergstrand Björkhed Blomkulla Dalmyr Ekhöjd Forsånger Granlid Gärdsmark Hedlunda Hjortsby Kvistmo Källåker ' +
  'Lindtorp Ljungdalen Mossäng Norrvik Näsfors Rönnkvarn Sandåker Sjömarken Skogslund Stenmyr Strömkulle Sälgdal ' +
  'Tallmo Ugglesjö Vikudd Ågrind Ängsvik Öbacka'
).split(' ');
const FIRM_ROOTS = (
  'Blåklinten Ekorrbacken Fjällsippan Gläntan Gråalen Hackspetten Isranden Järvbergen Kantarellen Lodjuret Myrmarken ' +
  'Norrlyset Orrspelet Pilspetsen Renlaven Skvattramen Smultronet Tranholmen Uddbrinken Vargtassen Älvkröken Åsnäset'
).split(' ');
const TRADES = [
  'Bygg',
  'Rör',
  'El',
  'Åkeri',
  'Fastigheter',
  'Maskin',
  'Café',
  'Bageri',
  'Städ',
  'Trädgård',
  'Data',
];
const STREETS = [
  'Björkvägen',
  'Blåbärsstigen',
  'Furugatan',
  'Industrigatan',
  'Lingonvägen',
  'Rönnvägen',
  'Åkergatan',
];
const PLACES: readonly (readonly [zipCode: string, city: string])[] = [
  ['97234', 'Luleå'],
  ['90325', 'Umeå'],
  ['93131', 'Skellefteå'],
  ['85230', 'Sundsvall'],
  ['75310', 'Uppsala'],
  ['11120', 'Stockholm'],
  ['41101', 'Göteborg'],
  ['21119', 'Malmö'],
];
const COMPANIES = ['Norrbäckens Rör AB', 'Vindelstrands El AB', 'Kvällssolens Inredning AB'];
const BENCH_COMPANY = 'Storvolym Handel AB';

export interface SwedishCustomer extends DemoCustomer {
  /** In whatever form somebody typed it; empty where nobody did. */
  readonly identity: string;
}

/** A plan as it would have been drawn up in Sweden: names, numbers and places are other, amounts and events stay. */
export function swedishPlan(
  plan: DemoCompany,
  place: number,
  random: Random,
): Omit<DemoCompany, 'customers'> & { readonly customers: readonly SwedishCustomer[] } {
  const name = plan.name === 'Storvolum Handel AS' ? BENCH_COMPANY : (COMPANIES[place] ?? BENCH_COMPANY);
  return {
    ...plan,
    name,
    organizationNumber: unrealSwedishOrganisationNumber(random),
    email: mailbox(name, 'ekonomi'),
    address: address(random),
    customers: plan.customers.map((customer, i) => swede(customer, i, random)),
    invoices: plan.invoices.map(inKronor),
  };
}

function swede(customer: DemoCustomer, index: number, random: Random): SwedishCustomer {
  const isForeign = customer.address.countryCode === 'DE' || customer.address.countryCode === 'SE';
  const isUnknownKind = !customer.isPrivate && customer.organizationNumber === '' && !isForeign;
  const name =
    isForeign && customer.address.countryCode === 'DE'
      ? customer.name
      : customer.isPrivate || isUnknownKind
        ? `${random.pick(FIRST_NAMES)} ${random.pick(SURNAMES)}`
        : `${random.pick(FIRM_ROOTS)} ${random.pick(TRADES)} AB`;
  // The neighbour's firm is Norwegian here, as the Norwegian plan's is Swedish.
  const isNorwegian = customer.address.countryCode === 'SE';
  const home = customer.address.line1 === '' ? customer.address : address(random);
  return {
    ...customer,
    name,
    identity: identityOf(customer, index, random),
    email: customer.email === '' ? '' : mailbox(name, 'faktura'),
    phone: customer.phone === '' ? '' : unrealSwedishPhone(random),
    address:
      isForeign && !isNorwegian ? customer.address : { ...home, countryCode: isNorwegian ? 'NO' : 'SE' },
  };
}

/** With hyphen, without, or with a century: the field takes anything. One person in seven gave no number. */
function identityOf(customer: DemoCustomer, index: number, random: Random): string {
  if (customer.isPrivate) {
    const number = unrealPersonalNumber(random);
    if (index % 7 === 0) return '';
    return index % 3 === 0 ? number.replace('-', '') : number;
  }
  if (customer.organizationNumber === '') return '';
  const number = unrealSwedishOrganisationNumber(random);
  return index % 4 === 0 ? number.replace('-', '') : number;
}

function inKronor(invoice: DemoInvoice): DemoInvoice {
  return invoice.currency === 'SEK' ? { ...invoice, currency: 'NOK' } : invoice;
}

function address(random: Random): DemoCompany['address'] {
  const [postalCode, city] = random.pick(PLACES);
  return { line1: `${random.pick(STREETS)} ${random.int(1, 90)}`, postalCode, city, countryCode: 'SE' };
}

function mailbox(name: string, box: string): string {
  const label = name
    .toLowerCase()
    .replace(/ ab$/, '')
    .replace(/[åä]/g, 'a')
    .replaceAll('ö', 'o')
    .replaceAll('é', 'e')
    .replace(/[^a-z]+/g, '-');
  return `${box}@${label}.example`;
}
