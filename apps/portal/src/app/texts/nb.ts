export const nb = {
  skip: 'Gå til innholdet',
  menu: 'Meny',
  navigation: 'Hovedmeny',
  language: 'Språk',
  appearance: 'Utseende',
  light: 'Lyst',
  dark: 'Mørkt',
  auto: 'Som enheten',
  account: 'Kontoen din',
  signOut: 'Logg ut',
  companySections: 'Sider om selskapet',
  allCompanies: 'Alle selskaper',
};
