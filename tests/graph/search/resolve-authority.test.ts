import { afterAll, describe, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import { makeId, newId } from '#kernel/values';
import { authorities } from '#subgraphs';
import fc from 'fast-check';
import { communes } from '../../support/search/communes.js';
import { facts } from '../../support/search/facts.js';
import { ask, dataOf } from '../../support/graph.js';
import { runs } from '../../support/random/depth.js';

const RESOLVE = `query ($siren: Siren, $inseeCode: InseeCode, $oldCode: InseeCode, $name: String, $department: String, $kind: AuthorityKind, $asOf: String, $lang: Language) {
  resolveAuthority(siren: $siren, inseeCode: $inseeCode, oldCode: $oldCode, name: $name, department: $department, kind: $kind, asOf: $asOf) {
    status explanation(lang: $lang) language(lang: $lang) askedName candidateCount
    authority { id name } asked { id name } candidates { id department { code } } nameAmbiguity { mention }
  }
}`;

const resolve = async (by: Record<string, unknown>) => (await dataOf(RESOLVE, by)).resolveAuthority;
const id = (key: string) => makeId('Authority', key);

describe('resolveAuthority by code', () => {
  it.each([
    [{ siren: '216704825' }, 'FOUND', 'COM-67482', null],
    [{ siren: '246700488' }, 'FOUND', 'EPCI-246700488', null],
    [{ inseeCode: '67482' }, 'FOUND', 'COM-67482', null],
    [{ oldCode: '67482' }, 'FOUND', 'COM-67482', null],
    [{ oldCode: '93059' }, 'SUCCEEDED', 'COM-93066', 'Pierrefitte-sur-Seine'],
    [{ inseeCode: '93059' }, 'SUCCEEDED', 'COM-93066', 'Pierrefitte-sur-Seine'],
    [{ oldCode: '75118' }, 'SUCCEEDED', 'COM-75056', 'Paris 18e Arrondissement'],
    [{ inseeCode: '84' }, 'FOUND', 'DEP-84', null],
    [{ inseeCode: '94' }, 'FOUND', 'DEP-94', null],
    [{ inseeCode: '67' }, 'SUCCEEDED', 'CTY-6AE', 'Bas-Rhin'],
    [{ inseeCode: '6AE' }, 'FOUND', 'CTY-6AE', null],
    [{ inseeCode: '2A' }, 'SUCCEEDED', 'REG-94', 'Corse-du-Sud'],
    [{ inseeCode: '988' }, 'FOUND', 'CTY-988', null],
  ])('%j is %s: %s', async (by, status, key, askedName) => {
    const found = await resolve(by);
    expect(found).toMatchObject({ status, authority: { id: id(key) }, askedName, candidates: [] });
    expect(found.candidateCount).toBe(1);
    expect(found.explanation).toContain(found.authority.name);
  });

  it('names the closed authority that was asked for', async () => {
    expect(await resolve({ inseeCode: '68' })).toMatchObject({
      asked: { id: id('DEP-68'), name: 'Haut-Rhin' },
    });
    expect(await resolve({ inseeCode: '67482' })).toMatchObject({ asked: null });
  });

  it('reports that there is none', async () => {
    for (const by of [{ siren: '732829320' }, { inseeCode: '99999' }, { oldCode: '99' }]) {
      const found = await resolve(by);
      expect(found).toMatchObject({
        status: 'NOT_FOUND',
        authority: null,
        candidates: [],
        candidateCount: 0,
      });
      expect(found.explanation).toMatch(/aucune collectivité/);
    }
    expect(await resolve({ inseeCode: '99999', lang: 'EN' })).toMatchObject({
      language: 'EN',
      explanation: 'INSEE code 99999 is that of no authority known.',
    });
  });

  it('agrees with authority(siren, inseeCode), today and for old codes', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...communes), async ({ code, siren, anciensCodes = [] }) => {
        const query = `query ($code: InseeCode!, $old: InseeCode!, $siren: Siren) {
          one: authority(inseeCode: $code) { id } two: authority(inseeCode: $old) { id }
          code: resolveAuthority(inseeCode: $code) { status authority { id } }
          old: resolveAuthority(oldCode: $old) { authority { id } }
          siren: resolveAuthority(siren: $siren) { status authority { id } }
        }`;
        const old = anciensCodes[0] ?? code;
        const data = await dataOf(query, { code, old, siren: siren ?? '216704825' });
        expect(data.code).toEqual({ status: 'FOUND', authority: data.one });
        expect(data.old.authority).toEqual(data.two);
        if (siren) expect(data.siren).toEqual({ status: 'FOUND', authority: data.one });
      }),
      runs(40, 10),
    ));
});

describe('resolveAuthority by name', () => {
  it.each([
    ['Strasbourg', {}, 'FOUND', 'COM-67482'],
    ['STRASBOURG', {}, 'FOUND', 'COM-67482'],
    ['ville de Lyon', {}, 'FOUND', 'COM-69123'],
    ['Métropole de Lyon', {}, 'FOUND', 'EPCI-200046977'],
    ['Grand Lyon', {}, 'FOUND', 'EPCI-200046977'],
    ['département du Rhône', {}, 'FOUND', 'DEP-69'],
    ['st denis', { department: '93' }, 'FOUND', 'COM-93066'],
    ['Saint-Denis', { department: 'La Réunion' }, 'FOUND', 'COM-97411'],
    ['Sainte-Colombe', { department: 'rhone' }, 'FOUND', 'COM-69189'],
    ['Bretagne', { kind: 'REGION' }, 'FOUND', 'REG-53'],
    ['Martinique', {}, 'FOUND', 'REG-02'],
    ['Paris', {}, 'FOUND', 'COM-75056'],
    ['Bas-Rhin', {}, 'SUCCEEDED', 'CTY-6AE'],
    ['Pierrefitte sur Seine', {}, 'SUCCEEDED', 'COM-93066'],
    ['Languedoc-Roussillon', {}, 'SUCCEEDED', 'REG-76'],
    ['Paris 18e arrondissement', {}, 'SUCCEEDED', 'COM-75056'],
  ])('%s %j is %s: %s', async (name, more, status, key) => {
    expect(await resolve({ name, ...more })).toMatchObject({ status, authority: { id: id(key) } });
  });

  it.each([
    ['Saint-Denis', {}, ['93', '974', '11', '30']],
    ['Valence', {}, ['26', '82', '16']],
    ['Barjac', {}, ['30', '48', '09']],
    ['castres', {}, ['81', '02']],
    ['Bretagne', {}, [null, '36', '90']],
  ])('%s %j is ambiguous: the candidates have their département', async (name, more, departments) => {
    const found = await resolve({ name, ...more });
    expect(found).toMatchObject({ status: 'AMBIGUOUS', authority: null, candidateCount: departments.length });
    const codes = found.candidates.map((one: any) => one.department?.code ?? null);
    expect(new Set(codes)).toEqual(new Set(departments));
  });

  it('returns the ten largest of more candidates', async () => {
    const found = await resolve({ name: 'Sainte-Colombe' });
    expect(found).toMatchObject({ status: 'AMBIGUOUS', candidateCount: 12 });
    expect(found.candidates).toHaveLength(10);
  });

  it('does not guess', async () => {
    for (const by of [
      { name: 'Strasbuorg' },
      { name: 'Stras' },
      { name: 'Strasbourg', department: '93' },
      { name: 'Strasbourg', kind: 'REGION' },
      { name: 'Strasbourg', department: 'nowhere' },
    ])
      expect(await resolve(by)).toMatchObject({ status: 'NOT_FOUND', authority: null, candidates: [] });
  });

  it('explains what matched beside the name, and what would decide between candidates', async () => {
    const explained = async (by: Record<string, unknown>) => {
      const [fr, en] = await Promise.all([resolve(by), resolve({ ...by, lang: 'EN' })]);
      return [fr.explanation, en.explanation];
    };
    expect(await explained({ name: 'Lyon', department: '93' })).toEqual([
      'Le nom « Lyon » (département : 93) n’est celui d’aucune collectivité connue.',
      'The name “Lyon” (département: 93) is that of no authority known.',
    ]);
    expect(await explained({ name: 'Lyon', department: '69', kind: 'DEPARTMENT' })).toEqual([
      'Le nom « Lyon » (département : 69, nature : Département) n’est celui d’aucune collectivité connue.',
      'The name “Lyon” (département: 69, kind: Département) is that of no authority known.',
    ]);
    expect(await explained({ name: 'Bretagne' })).toEqual([
      'Le nom « Bretagne » est celui de 3 collectivités d’aujourd’hui : ajoutez le département ou la nature.',
      'The name “Bretagne” is that of 3 authorities of today: add the département or the kind.',
    ]);
    expect(await explained({ name: 'Bretagne', kind: 'COMMUNE' })).toEqual([
      'Le nom « Bretagne » (nature : Commune) est celui de 2 collectivités d’aujourd’hui : ajoutez le département.',
      'The name “Bretagne” (kind: Commune) is that of 2 authorities of today: add the département.',
    ]);
  });

  it('knows the names that are easy to get wrong', async () => {
    const ambiguities = facts<{ mention: string; candidates: string[] }>('authorities', 'ambiguities');
    expect(ambiguities.length).toBeGreaterThan(3);
    for (const { mention, candidates } of ambiguities) {
      const [name] = mention.split(/ [/–] |, | \(/);
      const found = await resolve({ name });
      expect(found.nameAmbiguity).toEqual({ mention });
      const ids = [found.authority, ...found.candidates].flatMap((one) => (one ? [one.id as string] : []));
      for (const one of ids) expect(candidates.map(id)).toContain(one);
    }
    expect((await resolve({ name: 'Strasbourg' })).nameAmbiguity).toBeNull();
  });
});

describe('resolveAuthority refuses', () => {
  it.each([
    ['nothing', {}, 'siren'],
    ['two at once', { siren: '216704825', inseeCode: '67482' }, 'siren'],
    ['a name without letters', { name: ' ' }, 'name'],
    ['a long name', { name: 'x'.repeat(101) }, 'name'],
    ['an empty département', { name: 'Lyon', department: '' }, 'department'],
    ['a département without a name', { inseeCode: '67482', department: '67' }, 'department'],
    ['a kind without a name', { siren: '216704825', kind: 'COMMUNE' }, 'kind'],
  ])('%s', async (_, by, argument) => {
    const { errors } = await ask(RESOLVE, by);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it('a SIREN with a wrong check digit', async () => {
    const { errors } = await ask(RESOLVE, { siren: '216704826' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('what closes', () => {
  const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
  const pool = openPool(authorities, { ...database, poolSize: 1 });
  const [old, recent, last] = [newId('Authority'), newId('Authority'), newId('Authority')];
  const siren = '732829320';
  afterAll(async () => {
    for (const one of [old, recent, last]) await pool.query('DELETE FROM authority WHERE id = $1', [one]);
    await pool.end();
  });

  /** Changes this authority, and returns a cursor after the change. */
  async function change(entityId: string, statement: string, values: unknown[]): Promise<string> {
    const { searchFreshness } = await dataOf('{ searchFreshness { cursor } }');
    await pool.query(statement, [entityId, ...values]);
    for (let after: string = searchFreshness.cursor; ;) {
      const { changes } = await dataOf(
        'query ($after: String) { changes(after: $after) { nodes { entityId } pageInfo { endCursor } } }',
        { after },
      );
      after = changes.pageInfo.endCursor ?? after;
      if (changes.nodes.some((node: { entityId: string }) => node.entityId === entityId)) return after;
    }
  }
  const open = (entityId: string, name: string, itsSiren: string | null = null) =>
    change(
      entityId,
      `INSERT INTO authority (id, key, kind, name, siren, department_codes, search_text, sources, confidence)
       VALUES ($1::uuid, 'TEST-' || $1::uuid, 'COMMUNE', $2, $3, '{}', $2, '[{"title":"test"}]', 'ILLUSTRATIVE')`,
      [name, itsSiren],
    );
  const close = (entityId: string, successor: string | null) =>
    change(entityId, `UPDATE authority SET valid_to = '2026-01-01', successor_id = $2 WHERE id = $1`, [
      successor,
    ]);
  const suggested = async (text: string, asOf: string) =>
    (
      await dataOf(
        'query ($text: String!, $asOf: String) { suggest(text: $text, asOf: $asOf) { name matchedName isCurrent authority { id } } }',
        { text, asOf },
      )
    ).suggest[0];

  it('leads to the end of the chain of its successors, or reports that there is none', async () => {
    await open(old, 'Vieuxbourg-la-Fable', siren);
    let asOf = await open(recent, 'Nouveaubourg-la-Fable');
    expect(await resolve({ siren, asOf })).toMatchObject({ status: 'FOUND', authority: { id: old } });

    asOf = await close(old, null);
    expect(await resolve({ siren, asOf })).toMatchObject({
      status: 'CLOSED',
      authority: null,
      asked: { id: old },
      candidates: [],
    });
    expect(await suggested('vieuxbourg la fable', asOf)).toEqual({
      name: 'Vieuxbourg-la-Fable',
      matchedName: null,
      isCurrent: false,
      authority: { id: old },
    });

    asOf = await close(old, recent);
    expect(await resolve({ siren, asOf })).toMatchObject({
      status: 'SUCCEEDED',
      authority: { id: recent },
      asked: { id: old },
    });

    await open(last, 'Grandbourg-la-Fable');
    asOf = await close(recent, last);
    for (const by of [{ siren }, { name: 'vieuxbourg la fable' }])
      expect(await resolve({ ...by, asOf })).toMatchObject({
        status: 'SUCCEEDED',
        authority: { id: last },
        asked: { id: old },
        askedName: 'Vieuxbourg-la-Fable',
      });
    expect(await suggested('vieuxbourg la fable', asOf)).toEqual({
      name: 'Grandbourg-la-Fable',
      matchedName: 'Vieuxbourg-la-Fable',
      isCurrent: true,
      authority: { id: last },
    });
  });
});
