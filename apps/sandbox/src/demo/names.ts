import type { Random } from './random.js';

const FIRST_NAMES = (
  'Aksel Anders Anne Astrid Bjørg Bjørn Camilla Dag Eirik Elin Emma Espen Frida Geir Grete Guro Hanne Harald Hedda ' +
  'Henrik Ida Ingrid Ivar Jakob Jens Jorunn Kari Kjersti Kjetil Knut Lars Leif Linnea Magnus Maja Marit Mona Nils ' +
  'Nora Odd Olav Ragnhild Randi Roar Sara Sigrid Silje Sindre Siri Solveig Stein Sunniva Svein Tone Tor Tuva Vidar Øystein'
).split(' ');
const SURNAMES = (
  'Almdal Askeland Aune Bakkebø Bergskaug Bjørkli Brekkhus Dalsbø Eidsvåg Engeset Fagerli Fjellheim Flatåker Furuset ' +
  'Granmo Grønnli Haugerud Heggdal Hjelmås Holtet Kleppestø Kvamme Lervåg Lillebø Lundegård Moldskred Myhrvang Nesheim ' +
  'Nordbakk Nygjerde Ødegården Rabben Rognerud Sandvær Skogstrand Solbakk Steinsvåg Storhaug Sætran Tangvald Tveitå Ulvestad Vassbotn Åsheim'
).split(' ');
const FIRM_ROOTS = (
  'Bjørkebakken Bregnelia Dokkedalen Einerhaugen Fjordglimt Fossekroken Furutoppen Granly Gråsteinen Hegrebukta Kvernsletta ' +
  'Lyngåsen Multemyra Måsevik Nordlyset Nøkkelrosen Ormetun Revehiet Rimfrost Seljestubben Skjærgårdsly Snøhetteli ' +
  'Sommerro Stavkirkesvingen Storfossen Svaberget Tiriltunga Torvmosen Trollskogen Tyttebærtua Vardeneset Villblomst Østavind Åkerkroken'
).split(' ');
const TRADES = [
  'Bygg',
  'Rør',
  'Elektro',
  'Transport',
  'Eiendom',
  'Regnskap',
  'Maskin',
  'Kafé',
  'Bakeri',
  'Frisør',
  'Design',
  'Renhold',
  'Hage',
  'Data',
];
const STREETS = [
  'Bjørkealleen',
  'Fiolveien',
  'Furustien',
  'Hasselsvingen',
  'Kirsebærveien',
  'Lupinveien',
  'Multestien',
  'Rognebakken',
  'Seljeveien',
  'Tyttebærstien',
];
const PLACES: readonly (readonly [postalCode: string, city: string])[] = [
  ['0580', 'Oslo'],
  ['1440', 'Drøbak'],
  ['2317', 'Hamar'],
  ['3015', 'Drammen'],
  ['4014', 'Stavanger'],
  ['5034', 'Bergen'],
  ['6004', 'Ålesund'],
  ['7014', 'Trondheim'],
  ['8006', 'Bodø'],
  ['9008', 'Tromsø'],
];

/** Invented people and firms; any likeness is chance. Letters beyond ASCII are there on purpose. */
export function personName(random: Random): string {
  return `${random.pick(FIRST_NAMES)} ${random.pick(SURNAMES)}`;
}

export function firmName(random: Random): string {
  return `${random.pick(FIRM_ROOTS)} ${random.pick(TRADES)} AS`;
}

export interface DemoAddress {
  readonly line1: string;
  readonly postalCode: string;
  readonly city: string;
  readonly countryCode: string;
}

export function address(random: Random): DemoAddress {
  const [postalCode, city] = random.pick(PLACES);
  return { line1: `${random.pick(STREETS)} ${random.int(1, 120)}`, postalCode, city, countryCode: 'NO' };
}

/** An address under `.example`, a domain that cannot exist (RFC 2606). */
export function emailFor(name: string, mailbox = 'post'): string {
  const label = name
    .toLowerCase()
    .replace(/ as$/, '')
    .replaceAll('å', 'aa')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z]+/g, '-');
  return `${mailbox}@${label}.example`;
}
