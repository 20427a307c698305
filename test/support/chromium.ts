import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { Browser, Page, ViewportSize } from 'playwright-core';
import { DESKTOP } from './chromium-launch.js';

export { DESKTOP, PHONE, startChromium } from './chromium-launch.js';

const TIMEOUT_MS = 45_000;
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export interface VisitOptions {
  readonly url: string;
  /** Default: nb-NO. */
  readonly locale?: string;
  readonly viewport?: ViewportSize;
  readonly colorScheme?: 'light' | 'dark';
}

interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** A person's browser at the portal. Collects whatever a page complains about. */
export class Visit {
  /** What the console told as errors, what broke, and what was answered with 5xx; a test ends with none. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    readonly url: string,
  ) {
    page.setDefaultTimeout(TIMEOUT_MS);
    page.on('console', (message) => {
      // A refusal is told by the page itself; that the browser writes it down too is no fault of the page.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        this.complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`broke: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 500) this.complaints.push(`${response.status()} ${response.url()}`);
    });
  }

  static async begin(browser: Browser, options: VisitOptions): Promise<Visit> {
    const { url, locale = 'nb-NO', viewport = DESKTOP, colorScheme = 'light' } = options;
    const context = await browser.newContext({
      baseURL: url,
      locale,
      viewport,
      colorScheme,
      reducedMotion: 'reduce',
    });
    return new Visit(await context.newPage(), url);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.settled();
  }

  /** Nothing is on its way any more, and no outline stands for what comes. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel(/^(E-post|E-mail)$/).fill(email);
    await this.page.getByLabel(/^(Passord|Lösenord|Password)$/).fill(password);
    await this.page.getByRole('button', { name: /^(Logg inn|Logga in|Sign in)$/ }).click();
    await this.page.waitForURL((address) => address.pathname !== '/sign-in');
    await this.settled();
  }

  /** The page can be used by everybody: nothing that axe calls serious or critical. */
  async assertAccessible(): Promise<void> {
    const axe = await readFile(AXE, 'utf8');
    // By the debugger's way in, which the page's content security policy does not bind.
    await this.page.evaluate(axe);
    const violations = (await this.page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
    )) as readonly AxeViolation[];
    const bad = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    expect([new URL(this.page.url()).pathname, ...bad]).toEqual([new URL(this.page.url()).pathname]);
  }

  /** To be called last. */
  async end(): Promise<void> {
    await this.page.context().close();
    expect(this.complaints).toEqual([]);
  }
}
