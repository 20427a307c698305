import type { nb } from './nb.js';

export const sv: typeof nb = {
  skip: 'Gå till innehållet',
  menu: 'Meny',
  navigation: 'Huvudmeny',
  language: 'Språk',
  appearance: 'Utseende',
  light: 'Ljust',
  dark: 'Mörkt',
  auto: 'Som enheten',
  account: 'Ditt konto',
  signOut: 'Logga ut',
  companySections: 'Sidor om företaget',
  allCompanies: 'Alla företag',
};
