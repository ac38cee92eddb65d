import { describe, expect, it } from '@jest/globals';
import { foldText, makeId } from '#kernel/values';
import fc from 'fast-check';
import { dataOf } from '../../support/graph.js';
import { communes } from '../../support/search/communes.js';
import { facts } from '../../support/search/facts.js';
import { suggest } from '../../support/search/suggest.js';

// Names and codes of before, 100 of each kind drawn with one seed. What is right is found by loops over the data file, which
// tests/house/former-names.test.ts compares with the releases, and over the communes of the package.

interface FormerName {
  name: string;
  kind: string;
  authorityKey: string;
  inseeCode?: string;
  siren?: string;
  until?: string;
  lastSeen?: string;
}
const formerNames = facts<FormerName>('authorities', 'former-names');

const RESOLVE = `query ($name: String, $siren: Siren, $inseeCode: InseeCode) {
  resolveAuthority(name: $name, siren: $siren, inseeCode: $inseeCode) {
    status askedName explanation authority { id name } candidates { id } candidateCount mergedHomonyms { id }
  }
}`;
const resolve = async (by: Record<string, unknown>) => (await dataOf(RESOLVE, by)).resolveAuthority;
const idOf = (key: string) => makeId('Authority', key);
const fold = (name: string) => foldText(name).replaceAll(' ', '');
const sample = <Value>(values: readonly Value[], numRuns = 100): Value[] =>
  fc.sample(fc.constantFrom(...values), { numRuns, seed: 15 });

/** Writes how many of the texts were right, and which were not. */
function report(kind: string, total: number, wrong: readonly string[]): void {
  console.log(`${kind}: ${total - wrong.length} of ${total}; ${wrong.slice(0, 10).join('; ')}`);
}

/** Communes of today by folded name. */
const namesakes = new Map<string, string[]>();
for (const { nom, code } of communes) namesakes.set(fold(nom), [...(namesakes.get(fold(nom)) ?? []), code]);
/** Names that no commune of today has: these lead somewhere without a place beside them. */
const gone = formerNames.filter(
  ({ name, authorityKey }) => authorityKey.startsWith('COM-') && !namesakes.has(fold(name)),
);

describe('former names', () => {
  it.each([
    ['of communes that merged', (row: FormerName) => row.kind === 'PREDECESSOR'],
    ['of communes that were renamed', (row: FormerName) => row.kind === 'FORMER_NAME'],
  ])('%s lead to the commune of today, or to all that have it', async (kind, isOfKind) => {
    const wrong: string[] = [];
    const notSuggested: string[] = [];
    for (const { name, authorityKey } of sample(gone.filter(isOfKind))) {
      const { status, authority, candidates, candidateCount } = await resolve({ name });
      const holders = new Set(
        formerNames.filter((row) => fold(row.name) === fold(name)).map((row) => row.authorityKey),
      );
      const found = [authority, ...candidates].some((one) => one?.id === idOf(authorityKey));
      // Parts of today's communes may have the name too, so that there may be more.
      if (!(found || candidateCount > 10) || (holders.size > 1 && status !== 'AMBIGUOUS'))
        wrong.push(`${name}: ${status} ${authority?.name}`);
      const suggested = await suggest(name, { first: 5 });
      if (!suggested.some((one) => one.authority?.id === idOf(authorityKey)) && holders.size < 4)
        notSuggested.push(`${name}: ${suggested[0]?.name}`);
    }
    report(`former names ${kind}, resolved`, 100, wrong);
    report(`former names ${kind}, among five suggestions`, 100, notSuggested);
    expect(wrong).toEqual([]);
    expect(notSuggested.length).toBeLessThanOrEqual(3);
  });

  it.each([
    ['Châlons-sur-Marne', 'FOUND', 'COM-51108'],
    ['Équeurdreville', 'SUCCEEDED', 'COM-50129'],
    ['CC Petite Montagne', 'SUCCEEDED', 'EPCI-200090579'],
    ["CA d'Agen", 'SUCCEEDED', 'EPCI-200096956'],
  ])('%s is %s: %s, by the name of then', async (name, status, key) => {
    expect(await resolve({ name })).toMatchObject({ status, askedName: name, authority: { id: idOf(key) } });
  });

  it('never outrank a name of today', async () => {
    const shared = formerNames.filter(
      ({ name, authorityKey }) => authorityKey.startsWith('COM-') && namesakes.get(fold(name))?.length === 1,
    );
    const wrong: string[] = [];
    for (const { name } of sample(shared)) {
      const { authority } = await resolve({ name });
      if (authority?.id !== idOf(`COM-${namesakes.get(fold(name))![0]}`))
        wrong.push(`${name}: ${authority?.name}`);
    }
    report('names of today that others had before', 100, wrong);
    expect(wrong).toEqual([]);
  });
});

describe('former codes', () => {
  it('100 SIRENs of before lead to the authorities of today, also by suggest and authority(siren)', async () => {
    const bySiren = new Map<string, FormerName[]>();
    for (const row of formerNames)
      if (row.siren) bySiren.set(row.siren, [...(bySiren.get(row.siren) ?? []), row]);
    expect(bySiren.size).toBeGreaterThan(200);
    const wrong: string[] = [];
    for (const [siren, rows] of sample([...bySiren])) {
      const ids = rows.map(({ authorityKey }) => idOf(authorityKey)).sort();
      const { status, authority, candidates, askedName } = await resolve({ siren });
      const found = [authority, ...candidates].flatMap((one) => (one ? [one.id as string] : [])).sort();
      const data = await dataOf('query ($siren: Siren!) { authority(siren: $siren) { id } }', { siren });
      const suggested = (await suggest(siren, { first: 5 })).map((one) => one.authority?.id).sort();
      const named = askedName === null || askedName === rows[0]!.name;
      const right =
        String(found) === String(ids) &&
        String(suggested) === String(ids) &&
        status === (ids.length > 1 ? 'AMBIGUOUS' : 'SUCCEEDED') &&
        (data.authority?.id ?? null) === (ids.length > 1 ? null : ids[0]);
      if (!right || !named) wrong.push(`${siren} ${rows[0]!.name}: ${status} ${authority?.name}`);
    }
    report('former SIRENs', 100, wrong);
    expect(wrong).toEqual([]);
  });

  it('a SIREN whose communes went to several bodies is ambiguous, and leads to none of them silently', async () => {
    const found = await resolve({ siren: '200067510' });
    expect(found).toMatchObject({ status: 'AMBIGUOUS', authority: null, candidateCount: 3 });
    expect(found.explanation).toBe(
      'Le SIREN 200067510 est celui de 3 collectivités d’aujourd’hui : choisissez parmi les candidates.',
    );
    expect(await dataOf('{ authority(siren: "200067510") { id } }')).toEqual({ authority: null });
  });

  it('100 INSEE codes of before lead to the commune of today, with its name of then', async () => {
    const codesOfToday = new Set(communes.map(({ code }) => code));
    const coded = formerNames.filter(({ inseeCode }) => inseeCode && !codesOfToday.has(inseeCode));
    const wrong: string[] = [];
    for (const { inseeCode, authorityKey } of sample(coded)) {
      const last = coded.filter((row) => row.inseeCode === inseeCode).at(-1)!;
      const { authority, askedName } = await resolve({ inseeCode });
      const renamed = authority && fold(last.name) !== fold(authority.name);
      if (authority?.id !== idOf(authorityKey) || (renamed && fold(askedName ?? '') !== fold(last.name)))
        wrong.push(`${inseeCode} ${last.name}: ${authority?.name}, ${askedName}`);
    }
    report('former INSEE codes', 100, wrong);
    expect(wrong).toEqual([]);
  });
});
