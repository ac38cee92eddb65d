import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readExamples } from '../../gateway/operation/examples.js';
import { findBrowser, type Browser, type Page } from '../support/processes/browser.js';
import { GRAPH, ask, dataOf } from '../support/graph.js';
import { addressOf, startProgram, type Program } from '../support/program.js';

const found = await findBrowser();
const graph = `${GRAPH}/graphql`;

describe('the page of the IDE', () => {
  let page: string;
  let headers: Headers;
  beforeAll(async () => {
    const response = await fetch(graph, { headers: { accept: 'text/html,application/xhtml+xml' } });
    [page, headers] = [await response.text(), response.headers];
  });

  it('is HTML, and only for clients that accept HTML', async () => {
    expect(headers.get('content-type')).toContain('text/html');
    const other = await fetch(`${graph}?query={__typename}`, { headers: { accept: 'application/json' } });
    expect(other.headers.get('content-type')).toContain('application/json');
  });

  it('loads nothing from elsewhere, and its policy forbids it to', () => {
    expect(page).not.toMatch(/<(?:script|img|iframe|source)[^>]*\ssrc=["']?(?:https?:)?\/\//i);
    expect(page).not.toMatch(/<link[^>]*\shref=["']?(?:https?:)?\/\//i);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it('has the example questions', () => {
    const examples = readExamples();
    expect(examples.length).toBeGreaterThan(0);
    for (const { query } of examples) expect(page).toContain(JSON.stringify(query).slice(1, 60));
  });
});

const inBrowser = 'launch' in found ? describe : describe.skip;
inBrowser('launch' in found ? 'in Chromium' : `in Chromium (skipped: ${found.missing})`, () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    if (!('launch' in found)) throw new Error(found.missing);
    browser = await found.launch();
    page = await browser.newPage();
    page.on('console', (message) =>
      message.type() === 'error' ? complaints.push(message.text()) : undefined,
    );
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(GRAPH) && !/^(data|blob):/.test(request.url()))
        foreign.push(request.url());
    });
    await page.goto(graph);
    await page.waitForSelector('.graphiql-execute-button', { timeout: 20_000 });
  });
  afterAll(() => browser?.close());

  it('the first example is there, and the execute button shows its data', async () => {
    const [example] = readExamples();
    const line = example!.query
      .split('\n')
      .find((text) => text && !text.startsWith('#'))!
      .trim();
    await page.waitForFunction(
      (wanted) => document.body.textContent.replaceAll('\u00a0', ' ').includes(wanted),
      line,
      { timeout: 20_000 },
    );
    await page.click('.graphiql-execute-button');
    await page.waitForFunction(
      () => /"data"/.test(document.querySelector('.result-window')?.textContent ?? ''),
      undefined,
      { timeout: 20_000 },
    );
    expect(await page.textContent('.result-window')).not.toContain('"errors"');
  });

  it('logs no error, and requests nothing from other hosts', () => {
    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
  });
});

describe('without introspection', () => {
  let program: Program;
  let other: string;
  beforeAll(async () => {
    // The passwords of the database roles are derived from the secret: another one would lock out the shared graph.
    const database = { DATABASE_URL: process.env.TEST_DATABASE!, SECRET: process.env.TEST_SECRET! };
    program = startProgram({ PORT: '0', INTROSPECTION: 'false', LOG_LEVEL: 'warn', ...database });
    other = await addressOf(program);
  });
  afterAll(() => program?.stop());

  it('the schema is hidden, and queries are answered', async () => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Theme") { fields { name } } }',
    ]) {
      const { errors, data } = await ask(query, {}, { graph: other });
      expect([data, errors[0]!.extensions.code]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
    }
    const query = '{ __typename theme(code: "EDU") { __typename code } }';
    const { data, errors } = await ask(query, {}, { graph: other });
    expect(errors).toEqual([]);
    expect(data).toEqual(await dataOf(query));
  });
});
