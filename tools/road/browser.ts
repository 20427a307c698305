const REDIRECTS_MAX = 10;
const TIMEOUT_MS = 60_000;

/** A page as a person sees it: what it says, its links, and its form. */
export class WebPage {
  constructor(
    readonly address: string,
    readonly status: number,
    private readonly html: string,
  ) {}

  /** What can be read on it, without the mark-up. */
  get text(): string {
    return plain(this.html.replace(/<(style|script)\b.*?<\/\1>/gs, ''));
  }

  /**
   * Where the link leads whose words hold these.
   * @throws Error with what the page says, when there is no such link
   */
  link(words: string): string {
    const links = [...this.html.matchAll(/<a\s([^>]*)>(.*?)<\/a>/gs)];
    const found = links.find(([, , text = '']) => plain(text).includes(words));
    if (!found) throw this.#lacks(`no link "${words}"`);
    return this.#resolved(attribute(found[1] ?? '', 'href') ?? '');
  }

  /**
   * Where the form leads when boxes are ticked by their words and the button with these words is pressed. Forms that
   * are sent with GET only.
   * @throws Error with what the page says, when there is no such form, box or button
   */
  submission(button: string, tick: readonly string[]): string {
    const [, open = '', inside = ''] = /<form\s([^>]*)>(.*?)<\/form>/s.exec(this.html) ?? [];
    if (inside === '') throw this.#lacks('no form');
    if ((attribute(open, 'method') ?? 'get').toLowerCase() !== 'get')
      throw this.#lacks('a form to be posted');
    const target = new URL(this.#resolved(attribute(open, 'action') ?? this.address));
    for (const [, hidden = ''] of inside.matchAll(/<input\s([^>]*type="hidden"[^>]*)>/g)) add(target, hidden);
    const boxes = [...inside.matchAll(/<input\s([^>]*type="checkbox"[^>]*)>([^<]*)/g)];
    for (const words of tick) {
      const box = boxes.find(([, , text = '']) => plain(text).includes(words));
      if (!box) throw this.#lacks(`no box "${words}"`);
      add(target, box[1] ?? '');
    }
    const buttons = [...inside.matchAll(/<button\s([^>]*)>(.*?)<\/button>/gs)];
    const pressed = buttons.find(([, , text = '']) => plain(text).includes(button));
    if (!pressed) throw this.#lacks(`no button "${button}"`);
    add(target, pressed[1] ?? '');
    return target.toString();
  }

  #resolved(address: string): string {
    return new URL(address, this.address).toString();
  }

  #lacks(what: string): Error {
    return new Error(
      `The page ${this.address.split('?')[0]} has ${what}. It says: ${this.text.slice(0, 300)}`,
    );
  }
}

/** A person's browser, as far as signing in needs one: opens addresses on this machine and goes where it is sent. */
export class Browser {
  /** @throws Error when it is sent from page to page without end */
  async open(address: string): Promise<WebPage> {
    let at = address;
    for (let redirect = 0; redirect <= REDIRECTS_MAX; redirect += 1) {
      const response = await fetch(at, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
      const html = await response.text();
      const location = response.headers.get('location');
      if (location === null) return new WebPage(at, response.status, html);
      at = new URL(location, at).toString();
    }
    throw new Error(`The browser was sent on more than ${REDIRECTS_MAX} times.`);
  }
}

function add(target: URL, attributes: string): void {
  const name = attribute(attributes, 'name');
  if (name !== undefined) target.searchParams.append(name, attribute(attributes, 'value') ?? '');
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(attributes);
  return found?.[1] === undefined ? undefined : decoded(found[1]);
}

function plain(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
