import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** A calm green, dark enough below white text (contrast above 4.5). */
const FJORD: MantineColorsTuple = [
  '#e9f8f4',
  '#d5efe7',
  '#abdecf',
  '#7dccb5',
  '#57bd9f',
  '#3fb391',
  '#2a9d7d',
  '#1c7c6b',
  '#13695a',
  '#075548',
];

export const theme = createTheme({
  primaryColor: 'fjord',
  primaryShade: { light: 7, dark: 8 },
  colors: { fjord: FJORD },
  defaultRadius: 'md',
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});
