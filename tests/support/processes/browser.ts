import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PACKAGES = `${ROOT}.data/browser/packages`;
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The part of playwright-core that the tests use; it is installed from `tests/browser/packages`. */
export interface Browser {
  newPage(options?: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface PageOptions {
  viewport?: { width: number; height: number };
  javaScriptEnabled?: boolean;
  /** Language of the browser, such as `en-GB`. */
  locale?: string;
}

export interface Page {
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  goto(url: string): Promise<unknown>;
  url(): string;
  title(): Promise<string>;
  close(): Promise<void>;
  selectOption(selector: string, value: string): Promise<unknown>;
  fill(selector: string, text: string): Promise<void>;
  getAttribute(selector: string, name: string): Promise<string | null>;
  keyboard: { press(key: string): Promise<void> };
  emulateMedia(media: { colorScheme: 'light' | 'dark' }): Promise<void>;
  evaluate<Result>(script: string): Promise<Result>;
  /** @param options.timeout milliseconds */
  waitForSelector(selector: string, options: { timeout: number }): Promise<unknown>;
  /** Waits until the function, which runs in the page, returns a truthy value. */
  waitForFunction<Argument>(
    look: (argument: Argument) => unknown,
    argument: Argument,
    options: { timeout: number },
  ): Promise<unknown>;
  click(selector: string): Promise<void>;
  textContent(selector: string): Promise<string | null>;
}

/** A function that starts Chromium, or the reason why there is none. */
export type FoundBrowser = { launch(): Promise<Browser> } | { missing: string };

/** Source of axe-core, which is installed with playwright-core; call it after `findBrowser`. */
export const readAxe = (): string =>
  readFileSync(createRequire(`${PACKAGES}/package.json`).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Finds Chromium, and installs playwright-core unless it is installed.
 * @throws when CI is set and Chromium exists, but npm cannot install playwright-core, so that no test is skipped silently
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const executablePath = CHROMIUM.find(existsSync);
  if (!executablePath) return { missing: 'not installed, try `apt-get install chromium`' };
  try {
    const script = `${ROOT}tests/install-packages.mjs`;
    await promisify(execFile)(process.execPath, [script, `${ROOT}tests/browser/packages`, PACKAGES]);
  } catch (error) {
    if (process.env.CI) throw error;
    // The first line is the reason; the rest is the trace of npm.
    return { missing: (error as { stderr: string }).stderr.trim().split('\n')[0]! };
  }
  const path = createRequire(`${PACKAGES}/package.json`).resolve('playwright-core');
  const { chromium } = ((await import(pathToFileURL(path).href)) as { default: Playwright }).default;
  return {
    launch: () =>
      chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] }),
  };
}

interface Playwright {
  chromium: { launch(options: { executablePath: string; args: string[] }): Promise<Browser> };
}
