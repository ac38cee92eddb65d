import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { expertises } from '../../support/search/facts.js';
import {
  HELD,
  LabelWorkflow,
  OPEN,
  PARTS,
  named,
  parisDay,
  type Headers,
} from '../../support/label-workflow.js';
import { OwnGraph } from '../../support/own-graph.js';
import { againstContracts, difference } from '../../support/search/read-model.js';
import { Workplace, eventually } from '../../support/workplace.js';

// The life of a label, and who may see and change it: through the public API, on a graph of its own.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' }, workplace.loaded('small'));
const ALBI = makeId('Authority', 'COM-81004');
const EVREUX = makeId('Authority', 'COM-27229');
let graph: LabelWorkflow;
let albi: Headers;
let evreux: Headers;
let reviewer: Headers;
let administrator: Headers;

beforeAll(async () => {
  await own.begin();
  graph = new LabelWorkflow(own.address);
  albi = await graph.as('AUTHORITY_EDITOR', ALBI);
  evreux = await graph.as('AUTHORITY_EDITOR', EVREUX);
  reviewer = await graph.as('REVIEWER');
  administrator = await graph.as('ADMINISTRATOR');
});
afterAll(() => own.clear());

const operation = (name: string) =>
  readFileSync(new URL(`../../../../schema/operations/${name}.graphql`, import.meta.url), 'utf8');
const cursorNow = async () =>
  (await graph.data('{ searchFreshness { cursor } }')).searchFreshness.cursor as string;
async function changesAfter(after: string, ...types: string[]): Promise<string[]> {
  const { changes } = await graph.data(
    'query ($after: String, $types: [String!]) { changes(after: $after, types: $types) { nodes { type operation entityId } } }',
    { after, types },
  );
  return changes.nodes.map((change: any) => `${change.type} ${change.operation} ${change.entityId}`);
}
/** Authorities that search finds, as of the last change. */
async function found(filter: string, asOf: string | null): Promise<string[]> {
  const { authorities } = await graph.data(
    `query ($asOf: String) { authorities(asOf: $asOf, filter: ${filter}) { nodes { id } } }`,
    { asOf },
  );
  return authorities.nodes.map(({ id }: { id: string }) => id);
}
const basisOf = async (id: string) =>
  (await graph.data('query ($id: ID!) { expertise(id: $id) { basis } }', { id })).expertise.basis;

describe('the story of a label', () => {
  it('goes from a declaration over an application in time to a label that all can see, and back', async () => {
    const before = await cursorNow();
    const declared = await graph.send(albi, 'expertiseDeclare', {
      authorityId: ALBI,
      themeCode: 'ENV-WASTE',
      titleFr: '  Tri à la source ',
      titleEn: 'Sorting at the source',
      languages: ['pt', 'en', 'en'],
      mobilisationModes: ['SHORT_MISSION'],
      mobilisationTermsFr: 'Deux semaines, hors été.',
      countriesOfExperience: ['BJ'],
      clientMutationId: 'story-1',
    });
    const { expertise } = declared;
    expect(declared).toMatchObject({
      problems: [],
      clientMutationId: 'story-1',
      asOf: expect.any(String),
      expertise: {
        version: 1,
        basis: 'DECLARED',
        titleFr: 'Tri à la source',
        languages: ['en', 'pt'],
        countriesOfExperience: [{ code: 'BJ' }],
        provenance: {
          confidence: 'DECLARED',
          sources: [{ title: 'Entered in Passerelle by the authority' }],
        },
      },
    });

    // Question 2.
    const q02 = await graph.data(operation('q02-languages-and-missions'), {
      theme: 'ENV',
      country: 'BJ',
      languages: ['en', 'pt'],
      modes: ['SHORT_MISSION'],
    });
    expect(q02.expertises).toMatchObject({
      totalCount: 1,
      absence: null,
      nodes: [
        {
          authority: { name: 'Albi' },
          languages: ['en', 'pt'],
          mobilisationTerms: 'Deux semaines, hors été.',
        },
      ],
    });
    expect(await found('{ basis: { in: [DECLARED] }, theme: { code: "ENV" } }', declared.asOf)).toEqual([
      ALBI,
    ]);

    await graph.declared(evreux, EVREUX);
    let session = await graph.session(reviewer);
    let file = await graph.done(albi, 'labelApplicationDraft', {
      expertiseId: expertise.id,
      sessionId: session.id,
      competences: PARTS.competences,
    });
    expect(await graph.problems(albi, 'labelApplicationSubmit', named(file))).toEqual([
      'PART_MISSING',
      'PART_MISSING',
    ]);
    file = await graph.done(albi, 'labelApplicationEdit', { ...named(file), ...PARTS });
    file = await graph.done(albi, 'labelApplicationSubmit', named(file));
    expect(file).toMatchObject({ status: 'SUBMITTED', submittedAt: expect.any(String) });

    file = await graph.done(reviewer, 'labelApplicationReview', named(file));
    const accept = { ...named(file), decision: 'ACCEPT', reasons: 'Convincing', validUntil: parisDay(1000) };
    expect(await graph.problems(reviewer, 'labelApplicationDecide', accept)).toEqual(['SESSION_NOT_HELD']);
    session = await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
    const decided = await graph.send(reviewer, 'labelApplicationDecide', accept);
    expect(decided).toMatchObject({ problems: [], asOf: expect.any(String) });
    const { label } = decided.labelApplication;
    expect(decided.labelApplication).toMatchObject({
      status: 'ACCEPTED',
      decidedOn: parisDay(),
      label: { status: 'ACTIVE', validFrom: parisDay(), validUntil: parisDay(1000) },
    });
    const step = (from: string | null, to: string, by: string, reason: string | null = null) => ({
      from,
      to,
      by,
      reason,
    });
    expect(decided.labelApplication.transitions).toMatchObject([
      step(null, 'DRAFT', 'AUTHORITY'),
      step('DRAFT', 'SUBMITTED', 'AUTHORITY'),
      step('SUBMITTED', 'UNDER_REVIEW', 'COMMITTEE'),
      step('UNDER_REVIEW', 'ACCEPTED', 'COMMITTEE', 'Convincing'),
    ]);

    // Question 3, search, and the feed of changes.
    const q03 = await graph.data(operation('q03-active-labels'), {
      theme: 'ENV-WASTE',
      programme: 'EXPE_CT',
    });
    expect(q03.labels).toMatchObject({
      totalCount: 1,
      absence: null,
      nodes: [
        {
          status: 'ACTIVE',
          awardedOn: parisDay(),
          authority: { name: 'Albi' },
          expertise: { title: 'Tri à la source' },
        },
      ],
    });
    expect(q03.expertises).toMatchObject({ totalCount: 1, absence: null });
    expect(await basisOf(expertise.id)).toBe('LABELLED');
    const active =
      '{ theme: { code: "ENV-WASTE" }, basis: { in: [LABELLED] }, labelStatus: { in: [ACTIVE] } }';
    expect(await found(active, decided.asOf)).toEqual([ALBI]);
    expect(await found('{ having: [LABEL] }', decided.asOf)).toEqual([ALBI]);
    const told = await changesAfter(before, 'Expertise', 'Label', 'CommitteeSession');
    expect(told.filter((change) => change.endsWith(expertise.id))).toEqual([
      `Expertise CREATED ${expertise.id}`,
      `Expertise UPDATED ${expertise.id}`,
    ]);
    expect(told.filter((change) => change.startsWith('Label '))).toEqual([`Label CREATED ${label.id}`]);
    expect(await graph.problems(albi, 'expertiseWithdraw', named(expertise))).toEqual(['LABEL_STANDS']);
    expect(await graph.problems(albi, 'expertiseEdit', { ...named(expertise), titleEn: 'Another' })).toEqual([
      'LABEL_STANDS',
    ]);

    // The reason of the revocation is public.
    const granted = await cursorNow();
    const revoked = await graph.send(reviewer, 'labelRevoke', { ...named(label), reason: 'Given back' });
    expect(revoked.label).toMatchObject({
      status: 'REVOKED',
      revokedOn: parisDay(),
      revocationReason: 'Given back',
    });
    expect(await basisOf(expertise.id)).toBe('DECLARED');
    expect(await found(active, revoked.asOf)).toEqual([]);
    expect(
      await found('{ labelStatus: { in: [REVOKED] }, basis: { in: [DECLARED] } }', revoked.asOf),
    ).toEqual([ALBI]);
    expect(await changesAfter(granted, 'Expertise', 'Label')).toEqual(
      expect.arrayContaining([`Label CLOSED ${label.id}`, `Expertise UPDATED ${expertise.id}`]),
    );
    expect(
      await graph.problems(reviewer, 'labelRevoke', { ...named(revoked.label), reason: 'Again' }),
    ).toEqual(['LABEL_REVOKED']);

    // Then the authority withdraws its expertise.
    const withdrawn = await graph.send(albi, 'expertiseWithdraw', named(expertise));
    expect(withdrawn).toMatchObject({ problems: [], expertise: { withdrawnOn: parisDay() } });
    expect(
      await found('{ basis: { in: [DECLARED] }, theme: { code: "ENV-WASTE" } }', withdrawn.asOf),
    ).toEqual([EVREUX]);
    const after = await graph.data(
      `query ($id: ID!, $albi: ID!) { node(id: $id) { ... on Expertise { withdrawnOn title } }
        authority(id: $albi) { expertises(filter: { basis: { in: [DECLARED] } }) { totalCount } } }`,
      { id: expertise.id, albi: ALBI },
    );
    expect(after).toEqual({
      node: { withdrawnOn: parisDay(), title: 'Tri à la source' },
      authority: { expertises: { totalCount: 0 } },
    });
    expect(await changesAfter(granted, 'Expertise')).toContain(`Expertise CLOSED ${expertise.id}`);
    // Another one can be declared with its title.
    const again = await graph.send(albi, 'expertiseDeclare', {
      authorityId: ALBI,
      themeCode: 'ENV-WASTE',
      titleFr: 'Tri à la source',
    });
    expect(again.problems).toEqual([]);
    expect(await found(`{ id: ["${ALBI}"] }`, again.asOf)).toEqual([ALBI]);
    for (const { table, held, said } of againstContracts)
      if (['expertise', 'label', 'authority'].includes(table))
        expect({ table, rows: await difference(own.admin, held, said) }).toEqual({ table, rows: [] });
  });

  it('ends with a refusal that states its reasons', async () => {
    const session = await graph.session(reviewer);
    const { id } = await graph.declared(albi, ALBI);
    const file = await graph.underReview(albi, reviewer, id, session.id);
    await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
    const refuse = { ...named(file), decision: 'REFUSE' };
    expect(await graph.problems(reviewer, 'labelApplicationDecide', refuse)).toEqual(['REASONS_MISSING']);
    expect(await graph.problems(reviewer, 'labelApplicationDecide', { ...refuse, reasons: ' ' })).toEqual([
      'TEXT_INVALID',
    ]);
    expect(
      await graph.problems(reviewer, 'labelApplicationDecide', {
        ...refuse,
        reasons: 'x',
        validFrom: parisDay(),
      }),
    ).toEqual(['NO_LABEL_GRANTED']);
    const refused = await graph.done(reviewer, 'labelApplicationDecide', {
      ...refuse,
      reasons: 'No evidence',
    });
    expect(refused).toMatchObject({
      status: 'REFUSED',
      reason: 'No evidence',
      label: null,
      decidedOn: parisDay(),
    });
    expect(await graph.problems(albi, 'labelApplicationWithdraw', named(refused))).toEqual([
      'STATUS_INVALID',
    ]);
    expect(await graph.problems(albi, 'expertiseWithdraw', { id, version: 1 })).toEqual([]);
  });
});

describe('who sees label applications', () => {
  let draft: any;
  let submitted: any;
  let session: any;

  beforeAll(async () => {
    session = await graph.session(reviewer);
    draft = await graph.done(albi, 'labelApplicationDraft', {
      expertiseId: (await graph.declared(albi, ALBI)).id,
      sessionId: session.id,
    });
    const other = await graph.done(albi, 'labelApplicationDraft', {
      expertiseId: (await graph.declared(albi, ALBI)).id,
      sessionId: session.id,
      ...PARTS,
    });
    submitted = await graph.done(albi, 'labelApplicationSubmit', named(other));
  });

  const WAYS = `query ($draft: ID!, $submitted: ID!, $session: ID!, $albi: ID!) {
    draft: labelApplication(id: $draft) { id } submitted: labelApplication(id: $submitted) { id }
    node(id: $submitted) { id } nodes(ids: [$draft, $submitted]) { id }
    labelApplications(filter: { session: [$session] }) { totalCount nodes { id } }
    authority(id: $albi) { labelApplications(filter: { session: [$session] }) { totalCount nodes { id } } }
    committeeSession(id: $session) { applications { totalCount nodes { id } } }
  }`;
  /** The applications that each way of reading returns, and the codes of errors. */
  async function shown(headers: Headers) {
    const variables = { draft: draft.id, submitted: submitted.id, session: session.id, albi: ALBI };
    const { data, errors } = await graph.ask(WAYS, variables, headers);
    const text = (part: unknown) =>
      [draft, submitted]
        .flatMap(({ id }, at) => (JSON.stringify(part ?? null).includes(id) ? [at] : []))
        .join();
    const lists = [
      data?.labelApplications,
      data?.authority?.labelApplications,
      data?.committeeSession?.applications,
    ];
    return {
      byId: `${text(data?.draft)}${text(data?.submitted)}`,
      nodes: `${text(data?.node)} ${text(data?.nodes)}`,
      lists: lists.map((list) => list && `${list.totalCount}: ${text(list)}`),
      codes: [...new Set(errors.map(({ extensions }) => extensions.code))],
    };
  }

  it.each<[string, () => Headers | Promise<Headers>, string, string, string, string | null]>([
    ['its editors: their own', () => albi, '01', '1 0,1', '2: 0,1', null],
    ['administrators: all', () => administrator, '01', '1 0,1', '2: 0,1', null],
    ['reviewers: what was submitted', () => reviewer, '1', '1 1', '1: 1', null],
    ['other editors: nothing', () => evreux, '', ' ', '0: ', null],
    ['an analyst: nothing', () => graph.as('ANALYST'), '', ' ', '', 'FORBIDDEN'],
    ['nobody else', () => ({}), '', ' ', '', 'UNAUTHENTICATED'],
  ])('%s', async (_, who, byId, nodes, list, code) => {
    const seen = await shown(await who());
    expect(seen.codes).toEqual(code ? [code] : []);
    expect({ byId: seen.byId, nodes: seen.nodes }).toEqual({ byId, nodes });
    for (const one of seen.lists) expect(one ?? '').toBe(list);
  });

  it('nobody, through `changes`', async () => {
    const { errors } = await graph.ask(
      '{ changes(types: ["LabelApplication"]) { nodes { id } } }',
      {},
      administrator,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'types' } }]);
    const { rows } = await own.admin.query(
      `SELECT DISTINCT private, fields FROM expertises.change WHERE type = 'LabelApplication'`,
    );
    expect(rows).toEqual([{ private: true, fields: null }]);
  });

  it('others cannot find out by mutations whether one exists', async () => {
    for (const mutation of ['labelApplicationEdit', 'labelApplicationSubmit', 'labelApplicationWithdraw'])
      expect(await graph.problems(evreux, mutation, named(submitted))).toEqual(['NOT_FOUND']);
    expect(await graph.problems(reviewer, 'labelApplicationReview', named(draft))).toEqual(['NOT_FOUND']);
  });

  it.each<[string, () => Headers, string, () => object]>([
    ['editors do not decide', () => albi, 'labelApplicationReview', () => named(submitted)],
    ['reviewers do not withdraw', () => reviewer, 'labelApplicationWithdraw', () => named(submitted)],
    [
      'editors open no sessions',
      () => albi,
      'committeeSessionOpen',
      () => ({ programmeCode: 'EXPE_CT', ...OPEN }),
    ],
    [
      'editors do not declare for others',
      () => evreux,
      'expertiseDeclare',
      () => ({ authorityId: ALBI, themeCode: 'ENV', titleFr: 'x' }),
    ],
  ])('%s', async (_, who, mutation, input) => {
    const { errors } = await graph.attempt(who(), mutation, input());
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('expertises', () => {
  const evidenced = expertises.find(({ authorityKey }) => authorityKey === 'COM-81004')!;

  it('that come from sources are completed by their authority, and neither renamed nor withdrawn', async () => {
    const id = makeId('Expertise', evidenced.key);
    const told = { id, version: 0, languages: ['fr'], mobilisationModes: ['REMOTE'], descriptionFr: 'Plus.' };
    const edited = await graph.done(albi, 'expertiseEdit', told);
    expect(edited).toMatchObject({ version: 1, basis: 'EVIDENCED', languages: ['fr'], description: 'Plus.' });
    expect(edited.provenance).toMatchObject({ confidence: 'DERIVED' });
    expect(edited.provenance.sources.at(-1).title).toBe('Entered in Passerelle by the authority');
    for (const more of [{ titleFr: 'Autre' }, { titleEn: null }, { countriesOfExperience: ['BJ'] }])
      expect(await graph.problems(albi, 'expertiseEdit', { id, version: 1, ...more })).toEqual([
        'EVIDENCED_BY_SOURCES',
      ]);
    expect(await graph.problems(albi, 'expertiseWithdraw', { id, version: 1 })).toEqual([
      'EVIDENCED_BY_SOURCES',
    ]);
    const cleared = await graph.done(albi, 'expertiseEdit', { id, version: 1, languages: null });
    expect(cleared).toMatchObject({ version: 2, languages: null, mobilisationModes: ['REMOTE'] });
    expect(await graph.problems(albi, 'expertiseEdit', { ...told, version: 1 })).toEqual([
      'VERSION_CONFLICT',
    ]);
  });

  it('of others cannot be edited, and the refusal does not reveal their version', async () => {
    const { id } = await graph.declared(albi, ALBI);
    for (const version of [1, 7])
      for (const mutation of ['expertiseEdit', 'expertiseWithdraw']) {
        const { data, errors } = await graph.attempt(evreux, mutation, { id, version });
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
        expect(data?.[mutation] ?? null).toBeNull();
      }
  });

  it('and their applications and sessions stay unchanged after an empty edit', async () => {
    const expertise = await graph.declared(albi, ALBI);
    const opened = await graph.send(reviewer, 'committeeSessionOpen', { programmeCode: 'EXPE_CT', ...OPEN });
    const session = opened.committeeSession;
    const file = await graph.done(albi, 'labelApplicationDraft', {
      expertiseId: expertise.id,
      sessionId: session.id,
    });
    for (const [who, mutation, thing] of [
      [albi, 'expertiseEdit', expertise],
      [albi, 'labelApplicationEdit', file],
      [reviewer, 'committeeSessionEdit', session],
    ] as const)
      expect(await graph.problems(who, mutation, named(thing))).toEqual(['NOTHING_TO_CHANGE']);
    expect(await changesAfter(opened.asOf!)).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['a theme that is none', { themeCode: 'NONE' }, 'THEME_UNKNOWN', 'themeCode'],
    ['no title', { titleFr: '  ' }, 'TEXT_INVALID', 'titleFr'],
    ['a long title', { titleFr: 'x'.repeat(201) }, 'TEXT_INVALID', 'titleFr'],
    ['two lines', { titleFr: 'a\nb' }, 'TEXT_INVALID', 'titleFr'],
    ['control characters', { descriptionEn: 'a\u0007b' }, 'TEXT_INVALID', 'descriptionEn'],
    ['a language that is none', { languages: ['fr', 'xx'] }, 'LANGUAGE_UNKNOWN', 'languages'],
    ['France', { countriesOfExperience: ['FR'] }, 'COUNTRY_UNKNOWN', 'countriesOfExperience'],
    [
      'eleven countries',
      { countriesOfExperience: ['BJ', 'BF', 'ML', 'SN', 'TG', 'NE', 'GN', 'RW', 'MG', 'MA', 'TN'] },
      'COUNTRIES_INVALID',
      'countriesOfExperience',
    ],
    ['a country that is none', { countriesOfExperience: ['ZZ'] }, 'COUNTRY_UNKNOWN', 'countriesOfExperience'],
    ['a title that is taken', { titleFr: 'Pris déjà' }, 'EXPERTISE_EXISTS', 'titleFr'],
    ['a title that is taken in capitals', { titleFr: 'PRIS  DÉJÀ' }, 'EXPERTISE_EXISTS', 'titleFr'],
    [
      'a title that is taken but for its spaces',
      { titleFr: 'Pris\u00a0déjà' },
      'EXPERTISE_EXISTS',
      'titleFr',
    ],
    [
      'a title that is taken but for hyphenation',
      { titleFr: 'Pris dé\u00adjà' },
      'EXPERTISE_EXISTS',
      'titleFr',
    ],
    ['a title that cannot be seen', { titleFr: '\u200b\u200d' }, 'TEXT_INVALID', 'titleFr'],
    ['a title of which not all is seen', { titleFr: 'Pris\u200b déjà' }, 'TEXT_INVALID', 'titleFr'],
    ['a title that runs backwards', { titleFr: 'Pris \u202edéjà' }, 'TEXT_INVALID', 'titleFr'],
  ])('are not declared with %s', async (_, more, code, field) => {
    await graph.send(albi, 'expertiseDeclare', { authorityId: ALBI, themeCode: 'CUL', titleFr: 'Pris déjà' });
    const input = { authorityId: ALBI, themeCode: 'CUL', titleFr: 'Libre', ...more };
    const { problems, expertise } = await graph.send(albi, 'expertiseDeclare', input);
    expect(problems).toEqual([{ code, field: ['input', field], message: expect.any(String) }]);
    expect(expertise).toBeNull();
  });

  it('are labelled on the days on which a label is in force', async () => {
    const { id } = await graph.declared(albi, ALBI);
    const label = (from: string, until: string | null) =>
      own.admin.query(
        `INSERT INTO expertises.label (id, expertise_id, authority_id, programme_code, awarded_on, valid_from, valid_until, sources, confidence)
         VALUES (gen_random_uuid(), $1, $2, 'EXPE_CT', $3, $3, $4, '[{"title": "a test"}]', 'ILLUSTRATIVE')`,
        [id, ALBI, from, until],
      );
    await own.admin.query('SET search_path = expertises, extensions');
    const all = async () => [
      await basisOf(id),
      (
        await graph.data(
          `{ expertises(filter: { basis: { in: [LABELLED] }, authority: { id: ["${ALBI}"] } }) { totalCount } }`,
        )
      ).expertises.totalCount,
      (await found(`{ id: ["${ALBI}"], basis: { in: [LABELLED] } }`, null)).length,
    ];
    await label('2024-01-01', parisDay(-1));
    await label(parisDay(1), null);
    expect(await all()).toEqual(['DECLARED', 0, 0]);
    await label(parisDay(), parisDay());
    await eventually('LABELLED 1 1', async () => (await all()).join(' '));
  });
});
