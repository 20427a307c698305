import { useEffect } from 'react';

const SCHEME = 'data-mantine-color-scheme';

/** Paper is white: while the browser prints, the page is light, however it is shown. */
export function useLightPaper(): void {
  useEffect(() => {
    const { documentElement: page } = document;
    let shown: string | null = null;
    const toPaper = (): void => {
      shown = page.getAttribute(SCHEME);
      page.setAttribute(SCHEME, 'light');
    };
    const toScreen = (): void => {
      if (shown !== null) page.setAttribute(SCHEME, shown);
    };
    window.addEventListener('beforeprint', toPaper);
    window.addEventListener('afterprint', toScreen);
    return () => {
      window.removeEventListener('beforeprint', toPaper);
      window.removeEventListener('afterprint', toScreen);
    };
  }, []);
}
