import { describe, expect, it } from '@jest/globals';
import { ask, dataOf } from './support/graph.js';

const NAMES: [text: string, inseeCode: string][] = [
  ['st denis 93', '93066'],
  ['Evreux', '27229'],
  ['strasbourg', '67482'],
  ['sainte colombe rhone', '69189'],
  ['valence drome', '26362'],
  ['bordaux', '33063'],
];

async function suggested(text: string) {
  const { suggest } = await dataOf(
    'query ($text: String!) { suggest(text: $text, types: [AUTHORITY], first: 3) { name detail authority { inseeCode } } }',
    { text },
  );
  return suggest as { name: string; detail: string; authority: { inseeCode: string } }[];
}

describe('suggest', () => {
  it.each(NAMES)('leads %s to the right authority', async (text, inseeCode) => {
    const found = await suggested(text);
    expect(found.map(({ authority }) => authority.inseeCode)).toContain(inseeCode);
    for (const { detail } of found) expect(detail).toMatch(/\w/);
  });

  it('asks PostgreSQL once', async () => {
    const { statistics } = await ask('{ suggest(text: "saint") { name } }');
    expect(statistics).toMatchObject({ sqlStatements: 1, subgraphRequests: 1 });
  });

  it.each([[''], ['x'.repeat(101)]])('refuses a text of no use', async (text) => {
    const { errors } = await ask('query ($text: String!) { suggest(text: $text) { name } }', { text });
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'text' });
  });
});

describe('resolveAuthority', () => {
  it.each([
    ['siren: "216704825"', 'FOUND', 'Strasbourg'],
    ['inseeCode: "67482"', 'FOUND', 'Strasbourg'],
    ['oldCode: "93059"', 'SUCCEEDED', 'Saint-Denis'],
    ['name: "Sainte-Colombe", department: "69"', 'FOUND', 'Sainte-Colombe'],
  ])('%s is %s', async (by, status, name) => {
    const { resolveAuthority } = await dataOf(`{ resolveAuthority(${by}) { status authority { name } } }`);
    expect(resolveAuthority).toEqual({ status, authority: { name } });
  });

  it('tells candidates apart', async () => {
    const { resolveAuthority: found } = await dataOf(
      '{ resolveAuthority(name: "Sainte-Colombe") { status authority { name } candidates { department { code } } } }',
    );
    expect(found.status).toBe('AMBIGUOUS');
    expect(found.candidates.length).toBeGreaterThan(5);
  });
});
