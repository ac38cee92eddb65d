import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import fc from 'fast-check';
import { ask, dataOf } from '../../support/graph.js';
import { suggest } from '../../support/search/suggest.js';

// Postal codes, against loops over the file of the package.

interface Row {
  code: string;
  nom: string;
  type: string;
  commune?: string;
  departement: string;
  population?: number;
  codesPostaux?: string[];
  anciensCodes?: string[];
  chefLieu?: string;
}
const file = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json');
const rows = JSON.parse(readFileSync(file, 'utf8')) as Row[];
const communes = rows.filter(({ type }) => type === 'commune-actuelle');

/** Communes by postal code; a district of Paris, Lyon or Marseille stands for its city. */
const byPostalCode = new Map<string, Set<string>>();
for (const row of rows) {
  if (row.type !== 'commune-actuelle' && row.type !== 'arrondissement-municipal') continue;
  for (const postalCode of row.codesPostaux ?? [])
    byPostalCode.set(postalCode, (byPostalCode.get(postalCode) ?? new Set()).add(row.commune ?? row.code));
}
const postalCodes = [...byPostalCode.keys()];
/** Codes that lead to a commune as INSEE codes, of today or of before. */
const inseeCodes = new Set(rows.flatMap(({ code, anciensCodes }) => [code, ...(anciensCodes ?? [])]));
const isInseeCode = (code: string) => inseeCodes.has(code);
const populationOf = new Map(
  communes.map(({ code, population }) => [makeId('Authority', `COM-${code}`), population ?? 0]),
);
const idOf = (code: string) => makeId('Authority', `COM-${code}`);
const sample = <Value>(values: readonly Value[], numRuns = 100): Value[] =>
  fc.sample(fc.constantFrom(...values), { numRuns, seed: 15 });

const RESOLVE = `query ($name: String!) { resolveAuthority(name: $name) {
  status explanation authority { id name } candidates { id } candidateCount } }`;
const resolve = async (name: string) => (await dataOf(RESOLVE, { name })).resolveAuthority;

const report = (kind: string, total: number, wrong: readonly string[]) =>
  console.log(`${kind}: ${total - wrong.length} of ${total}; ${wrong.slice(0, 10).join('; ')}`);

describe('a postal code', () => {
  it('of one commune is that commune; of several it has all as candidates, the largest first: 100 drawn', async () => {
    const wrong: string[] = [];
    for (const code of sample(postalCodes.filter((one) => !isInseeCode(one)))) {
      const ids = [...byPostalCode.get(code)!].map(idOf);
      const { status, authority, candidates, candidateCount } = await resolve(code);
      const found = candidates.map(({ id }: { id: string }) => id);
      const sizes = found.map((id: string) => populationOf.get(id)!);
      const right =
        ids.length === 1
          ? status === 'FOUND' && authority?.id === ids[0]
          : status === 'AMBIGUOUS' &&
            candidateCount === ids.length &&
            found.length === Math.min(ids.length, 10) &&
            found.every((id: string) => ids.includes(id)) &&
            sizes.every((size: number, at: number) => at === 0 || size <= sizes[at - 1]!);
      if (!right) wrong.push(`${code}: ${status} ${candidateCount}, not ${ids.length}`);
    }
    report('postal codes resolved', 100, wrong);
    expect(wrong).toEqual([]);
  });

  it('that is an INSEE code too is never read as one of both silently', async () => {
    const wrong: string[] = [];
    for (const code of sample(postalCodes.filter(isInseeCode), 50)) {
      const { status, candidateCount, authority } = await resolve(code);
      const ids = new Set([...byPostalCode.get(code)!].map(idOf));
      const insee = (await dataOf('query ($c: InseeCode!) { authority(inseeCode: $c) { id } }', { c: code }))
        .authority;
      ids.add(insee.id);
      const right =
        ids.size === 1 ? authority?.id === insee.id : status === 'AMBIGUOUS' && candidateCount === ids.size;
      if (!right) wrong.push(`${code}: ${status} ${candidateCount}, not ${ids.size}`);
    }
    report('postal codes that are INSEE codes too', 50, wrong);
    expect(wrong).toEqual([]);
  });

  it('is suggested with its communes, the largest first: 100 drawn', async () => {
    const wrong: string[] = [];
    for (const code of sample(postalCodes.filter((one) => !isInseeCode(one)))) {
      const ids = [...byPostalCode.get(code)!].map(idOf);
      const found = (await suggest(code, { first: 10 })).map(({ authority }) => authority?.id ?? '');
      const largest = Math.max(...ids.map((id) => populationOf.get(id)!));
      if (found.length !== Math.min(10, ids.length) || populationOf.get(found[0]!) !== largest)
        wrong.push(`${code}: ${found.length} of ${ids.length}`);
    }
    report('postal codes suggested', 100, wrong);
    expect(wrong).toEqual([]);
  });

  it.each([
    ['before the name', (name: string, code: string) => `${code} ${name}`],
    ['after the name', (name: string, code: string) => `${name} ${code}`],
    ['with CEDEX', (name: string, code: string) => `${code} ${name.toUpperCase()} CEDEX`],
    ['with the number of a CEDEX', (name: string, code: string) => `${code} ${name} cedex 9`],
  ])('%s leads to the commune, 100 drawn from communes with shared names too', async (kind, write) => {
    const wrong: string[] = [];
    for (const { code, nom, codesPostaux } of sample(communes.filter((row) => row.codesPostaux?.length))) {
      const text = write(nom, codesPostaux![0]!);
      const { status, authority } = await resolve(text);
      if (authority?.id !== idOf(code)) wrong.push(`${text}: ${status} ${authority?.name}`);
    }
    report(`postal codes ${kind}`, 100, wrong);
    expect(wrong.length).toBeLessThanOrEqual(1);
  });

  it('filters communes, as each commune lists it', async () => {
    for (const code of ['35000', '75001', '97400', ...sample(postalCodes, 5)]) {
      const { authorities } = await dataOf(
        'query ($code: [PostalCode!]!) { authorities(first: 100, filter: { postalCode: { in: $code } }) { nodes { id postalCodes } } }',
        { code: [code] },
      );
      const nodes = authorities.nodes as { id: string; postalCodes: string[] }[];
      expect(nodes.map(({ id }) => id).sort()).toEqual([...byPostalCode.get(code)!].map(idOf).sort());
      for (const node of nodes) expect(node.postalCodes).toContain(code);
    }
  });

  it('without five digits is refused', async () => {
    const { errors } = await ask('{ authorities(filter: { postalCode: { in: ["3500"] } }) { totalCount } }');
    expect(errors[0]?.message).toContain('cinq chiffres tels que « 35000 »');
  });

  it('of a commune is each that the package has', async () => {
    for (const { code, codesPostaux = [] } of sample(communes, 30)) {
      const { authority } = await dataOf(
        'query ($code: InseeCode!) { authority(inseeCode: $code) { postalCodes } }',
        { code },
      );
      const ofDistricts = rows.flatMap((row) => (row.commune === code ? (row.codesPostaux ?? []) : []));
      expect(authority.postalCodes).toEqual([...new Set([...codesPostaux, ...ofDistricts])].sort());
    }
    const { paris } = await dataOf('{ paris: authority(inseeCode: "75056") { postalCodes } }');
    expect(paris.postalCodes).toContain('75020');
  });
});
