import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright, type ViewportSize } from 'playwright-core';

/** Nothing but what the pages ask for: no sandbox (tests run as root), no graphics card, no talk with anybody. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
export const DESKTOP: ViewportSize = { width: 1280, height: 860 };
export const PHONE: ViewportSize = { width: 390, height: 844 };

/** A Chromium that came as a package. One per spec file. */
export async function startChromium(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ARGUMENTS,
    headless: true,
  });
}
