import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { GRAPH } from '../support/graph.js';
import { crawl, kindOf } from '../support/portal-links.js';
import {
  findBrowser,
  readAxe,
  type Browser,
  type Page,
  type PageOptions,
} from '../support/processes/browser.js';

// The portal as people use it: in Chromium, without JavaScript for reading, on a phone, with the keyboard, and examined by
// axe-core.

const found = await findBrowser();
const inBrowser = 'launch' in found ? describe : describe.skip;

const DESKTOP = { width: 1_200, height: 900 };
const PHONE = { width: 390, height: 800 };
/** A desktop of 1,280 pixels at 400 %. */
const ZOOMED = { width: 320, height: 256 };

/** What each language calls the same things. */
const WORDS = {
  fr: {
    title: 'Bénin',
    results: /\d+ collectivités? trouvées?/,
    contact: 'Contact',
    message: 'Madame, Monsieur',
  },
  en: {
    title: 'Benin',
    results: /\d+ authorit(y|ies) found/,
    contact: 'Contact',
    message: 'Dear Sir or Madam',
  },
} as const;

inBrowser(
  'launch' in found ? 'the portal in Chromium' : `the portal in Chromium (skipped: ${found.missing})`,
  () => {
    let browser: Browser;
    const complaints: string[] = [];
    const foreign: string[] = [];

    beforeAll(async () => {
      if (!('launch' in found)) throw new Error(found.missing);
      browser = await found.launch();
    });
    afterAll(() => browser?.close());
    // Violations of the content security policy are errors on the console.
    afterEach(() => {
      expect([complaints.splice(0), foreign.splice(0)]).toEqual([[], []]);
    });

    async function open(options: PageOptions): Promise<Page> {
      const page = await browser.newPage(options);
      page.on('console', (message) =>
        message.type() === 'error' ? complaints.push(`${page.url()}: ${message.text()}`) : undefined,
      );
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${String(error)}`));
      page.on('request', (request) => {
        if (!request.url().startsWith(GRAPH)) foreign.push(request.url());
      });
      return page;
    }

    const overflow = (page: Page) =>
      page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

    it.each([
      ['fr', 'desktop', DESKTOP],
      ['fr', 'phone', PHONE],
      ['en', 'desktop', DESKTOP],
      ['en', 'phone', PHONE],
    ] as const)(
      '%s, %s, without JavaScript: from a question to an authority and a letter to it',
      async (language, _, viewport) => {
        const page = await open({
          viewport,
          javaScriptEnabled: false,
          locale: language === 'fr' ? 'fr-FR' : 'en-GB',
        });
        await page.goto(`${GRAPH}/`);
        expect(page.url()).toBe(`${GRAPH}/${language}/`);
        await page.selectOption('#theme', 'ENV-WATER');
        await page.selectOption('#country', 'BJ');
        await page.click('form.question button');
        await page.waitForSelector('#results', { timeout: 60_000 });
        expect(page.url()).toBe(`${GRAPH}/${language}/search?theme=ENV-WATER&country=BJ`);
        expect(await page.textContent('h1')).toContain(WORDS[language].title);
        expect(await page.textContent('#results')).toMatch(WORDS[language].results);
        const name = await page.textContent('.hits h3 a');
        await page.click('.hits h3 a');
        await page.waitForSelector('article', { timeout: 60_000 });
        expect(await page.textContent('h1')).toBe(name);
        expect(await page.textContent('#contact')).toBe(WORDS[language].contact);
        await page.click('.contact summary');
        expect(await page.textContent('.letter')).toContain(WORDS[language].message);
        const letter = await page.getAttribute('.contact details a', 'href');
        expect(decodeURIComponent(letter!)).toContain(page.url());
        await page.close();
      },
    );

    it('with the keyboard alone: past the navigation, then to an answer', async () => {
      const page = await open({ viewport: DESKTOP, locale: 'fr-FR' });
      await page.goto(`${GRAPH}/fr/`);
      const focused = () =>
        page.evaluate<string>('document.activeElement.id || document.activeElement.className');
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('skip');
      await page.keyboard.press('Enter');
      expect(await focused()).toBe('content');
      for (const field of ['theme', 'country', 'text']) {
        await page.keyboard.press('Tab');
        expect(await focused()).toBe(field);
      }
      await page.fill('#text', 'eau');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#results', { timeout: 60_000 });
      expect(page.url()).toBe(`${GRAPH}/fr/search?text=eau`);
      await page.close();
    });

    it('suggests what begins like the words, by a trusted operation', async () => {
      const page = await open({ viewport: PHONE, locale: 'fr-FR' });
      await page.goto(`${GRAPH}/fr/`);
      await page.fill('#text', 'strasb');
      await page.waitForSelector('.suggestions a', { timeout: 60_000 });
      expect(await page.textContent('.suggestions a')).toMatch(/Strasbourg/);
      await page.click('.suggestions a');
      await page.waitForSelector('article', { timeout: 60_000 });
      expect(await page.textContent('h1')).toMatch(/Strasbourg/);
      await page.close();
    });

    it('every kind of page passes axe-core in both schemes, and fits a screen at 400 %', async () => {
      const kinds = new Map<string, string>();
      for (const { address } of await crawl(1)) {
        const kind = kindOf(address);
        if (!/^\/(fr|en)\//.test(address) || (kinds.has(kind) && kinds.get(kind)!.startsWith('/en/')))
          continue;
        // French pages for some kinds, English ones for the others.
        if (!kinds.has(kind) || kind.length % 2) kinds.set(kind, address);
      }
      kinds.set('none', '/fr/nowhere');
      expect(kinds.size).toBeGreaterThan(25);
      const axe = readAxe();
      const page = await open({ viewport: ZOOMED });
      const wrong: object[] = [];
      for (const address of kinds.values()) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(`${GRAPH}${address}`);
        if (await overflow(page)) wrong.push({ address, overflow: await overflow(page) });
        await page.evaluate(axe);
        const violations = async (options: string) =>
          page.evaluate<{ id: string; targets: string[] }[]>(
            `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, targets: nodes.slice(0, 3).map(({ html }) => html) })))`,
          );
        for (const found1 of await violations('{}')) wrong.push({ address, scheme: 'light', ...found1 });
        await page.emulateMedia({ colorScheme: 'dark' });
        const contrast = "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }";
        for (const found1 of await violations(contrast)) wrong.push({ address, scheme: 'dark', ...found1 });
      }
      // The browser reports the page that is not there.
      complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes('404')));
      expect(wrong).toEqual([]);
      await page.close();
    });
  },
);
