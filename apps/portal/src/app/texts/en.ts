import type { nb } from './nb.js';

export const en: typeof nb = {
  skip: 'Skip to the content',
  menu: 'Menu',
  navigation: 'Main menu',
  language: 'Language',
  appearance: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  auto: 'As the device',
  account: 'Your account',
  signOut: 'Sign out',
  companySections: 'Pages of the company',
  allCompanies: 'All companies',
};
