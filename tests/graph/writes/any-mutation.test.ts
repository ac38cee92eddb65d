import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { buildSchema, parse, validate, type ExecutionResult } from 'graphql';
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { openPipeline } from '../../../gateway/operation/open-pipeline.js';
import { readConfig } from '../../../gateway/settings/config.js';
import { permissionsOf } from '../../../services/access/viewer/permissions-of.js';
import { Role } from '../../../services/access/role-grant/roles.js';
import { GRAPH } from '../../support/graph.js';
import { ChangedRows } from '../../support/oracle/changed-rows.js';
import { inputsAsVariables } from '../../support/oracle/inputs-as-variables.js';
import { NaiveGraph } from '../../support/oracle/naive-graph.js';
import { OperationGenerator } from '../../support/oracle/operations.js';
import { RandomInputs } from '../../support/oracle/random-inputs.js';
import { SameButNew } from '../../support/oracle/same-but-new.js';
import { ScratchGraph, administrator } from '../../support/oracle/scratch-graph.js';
import { findEntities, type KnownEntities } from '../../support/paths/known-entities.js';
import { Shape } from '../../support/paths/shape.js';
import { Values } from '../../support/paths/values.js';
import { DEPTH, SEED, deep } from '../../support/random/depth.js';
import { Random } from '../../support/random/random.js';
import { Workplace } from '../../support/workplace.js';

// Any valid mutation is executed as the GraphQL specification says: in order, each field once. Two copies of one database:
// the engine writes to one, and to the other a reference that asks for one field at a time; then the tables are compared.

const schema = (file: string) => readFileSync(new URL(`../../../../schema/${file}`, import.meta.url), 'utf8');
const api = buildSchema(schema('api.graphql'));
const OPERATIONS = deep(300);
/** Secrets, and what works on in the background. */
const LEFT_OUT = new Set([
  'apiKeyCreate',
  'importUpload',
  'importBegin',
  'importAppend',
  'importFinish',
  'importPreview',
  'importApply',
  'importUndo',
  'importDecide',
]);
/** Positions in an outbox, which numbers its transactions. */
const POSITIONS = new Set(['asOf', 'cursor', 'startCursor', 'endCursor', 'freshness', 'changes']);

const secret = process.env.TEST_SECRET!;
const workplace = new Workplace();
const actor = administrator(permissionsOf([{ role: Role.ADMINISTRATOR, of: [] }], null));
const caller = { actor, language: 'FR' as const, requestId: 'any-mutation' };
let [ours, theirs]: (ScratchGraph | undefined)[] = [];
let [written, expectedRows]: (ChangedRows | undefined)[] = [];
let graph: ReturnType<typeof openPipeline>;
let naive: NaiveGraph;
let things: KnownEntities;
const same = new SameButNew();

beforeAll(async () => {
  [ours, theirs] = await Promise.all([
    ScratchGraph.open(workplace, secret),
    ScratchGraph.open(workplace, secret),
  ]);
  [written, expectedRows] = await Promise.all([ChangedRows.open(ours.url), ChangedRows.open(theirs.url)]);
  const config = readConfig({ MAX_COST: '1000000', MAX_ALIASES: '1000' });
  graph = openPipeline(config, new Map(ours.clients), pino({ level: 'silent' }));
  const { clients } = theirs;
  naive = new NaiveGraph(
    schema('supergraph.graphql'),
    schema('api.graphql'),
    (subgraph, document, variables) => clients.get(subgraph)!.execute({ document, variables, caller }),
  );
  things = await findEntities(new Shape(api, []), GRAPH, {});
});
afterAll(async () => {
  await graph?.planner.close();
  await Promise.all([written?.close(), expectedRows?.close()]);
  await Promise.all([ours?.close(), theirs?.close()]);
  await workplace.clear();
});

function essence({ data, errors = [] }: ExecutionResult): string {
  const places = errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions?.code)}`);
  return JSON.stringify([data, [...new Set(places)].sort()]);
}

/** Executes an operation in both worlds. @returns the answer of the engine; undefined for one that is refused */
async function compare(
  query: string,
  variables: Record<string, unknown>,
): Promise<ExecutionResult | undefined> {
  const document = parse(query);
  const answer = await graph.pipeline.answer({ query, variables }, caller);
  if (answer.kind !== 'EXECUTED') {
    if (answer.kind === 'REFUSED')
      expect(answer.errors[0]!.extensions.code).toMatch(/OPERATION_LIMIT|BAD_USER|GRAPHQL_VALIDATION/);
    return undefined;
  }
  const expected = await naive.execute(document, variables);
  const [found, wanted] = same.aligned(essence(answer.result), essence(expected));
  if (found !== wanted)
    throw new Error(
      `Seed ${SEED}: answered otherwise:\n${query}\n${JSON.stringify(variables)}\n${found}\nby the reference:\n${wanted}`,
    );
  return answer.result;
}

const EVENT = { kind: 'MEETING', startDate: '2027-01-10', mode: 'ONLINE' };
const event = (title: string) =>
  `eventCreate(input: { kind: MEETING, titleFr: "${title}", startDate: "2027-01-10", mode: ONLINE, countryCodes: ["BJ"] })`;

it('two of one kind under aliases, a third in a fragment, and payloads across subgraphs', async () => {
  const query = `mutation ($input: EventCreateInput!, $no: Boolean!) {
    first: eventCreate(input: $input) { ...P event { title(lang: FR) } }
    ...M
    second: ${event('Deux')} { event { id title(lang: FR) countries { code name(lang: FR) groups { code } } } ...P }
    first: eventCreate(input: $input) { event { id startDate status } }
    never: ${event('Jamais')} @include(if: $no) { ...P }
  }
  fragment M on Mutation { third: ${event('Trois')} { __typename ...P event { id } } }
  fragment P on EventPayload { problems { code field message(lang: EN) } }`;
  const result = await compare(query, { input: { ...EVENT, titleFr: 'Un' }, no: false });
  expect(result).toMatchObject({
    data: {
      first: { problems: [], event: { title: 'Un', status: 'SCHEDULED' } },
      third: { problems: [] },
      second: { problems: [], event: { title: 'Deux', countries: [{ code: 'BJ' }] } },
    },
  });
  expect(Object.keys(result!.data!)).toEqual(['first', 'third', 'second']);
});

it('the second of two that depend on their order, and one that is refused between them', async () => {
  const partners = `frenchAuthorityIds: ["${things.ids.Authority![0]!}"], foreignAuthorityIds: ["${things.ids.ForeignAuthority![0]!}"]`;
  const create = `partnershipCreate(input: { kind: TWINNING, ${partners}, startYear: 2019 })`;
  const query = `mutation {
    one: ${create} { problems { code } partnership { id frenchAuthorities { name } foreignAuthorities { name country { code } } } }
    none: partnershipCreate(input: { kind: TWINNING, frenchAuthorityIds: [], foreignAuthorityIds: [] }) { problems { code } partnership { id } }
    two: ${create} { problems { code } possibleDuplicates { id startYear } }
  }`;
  const result = await compare(query, {});
  const codes = Object.values(result!.data as Record<string, { problems: { code: string }[] }>).map(
    ({ problems }) => problems.map(({ code }) => code),
  );
  expect(codes).toEqual([[], ['PARTNERS_INVALID', 'PARTNERS_INVALID'], ['POSSIBLE_DUPLICATE']]);
});

it(
  'is executed as by a reference that asks for one field at a time',
  async () => {
    const random = new Random(SEED);
    const values = new Values(random, things);
    const inputs = new RandomInputs(random, things);
    const generator = new OperationGenerator(random, {
      schema: api,
      type: 'mutation',
      maxRoots: 4,
      argumentsOf: (field, { name }) => (name === 'Mutation' ? inputs.of(field) : values.of(field)),
      isSelectable: ({ name }, parent) =>
        !POSITIONS.has(name) && !(parent.name === 'Mutation' && LEFT_OUT.has(name)),
    });
    let compared = 0;
    for (let number = 0; number < OPERATIONS; number += 1) {
      const { text, variables } = generator.next();
      const operation = random.chance(0.5)
        ? inputsAsVariables({ schema: api, text }, variables)
        : { text, variables };
      expect(validate(api, parse(operation.text))).toEqual([]);
      if (await compare(operation.text, operation.variables)) compared += 1;
    }
    expect(compared).toBeGreaterThan(OPERATIONS / 2);
  },
  600_000 * Math.max(1, DEPTH),
);

it('leaves the same rows', async () => {
  const [found, expected] = await Promise.all([written!.read(), expectedRows!.read()]);
  for (const [table, { rows, count }] of Object.entries(expected)) {
    const [ourRows, theirRows] = same.alignedRows(found[table]!.rows, rows);
    expect({ table, rows: ourRows, count: found[table]!.count }).toEqual({ table, rows: theirRows, count });
  }
  // What the answers have shown as new is there.
  const text = JSON.stringify(expected);
  expect(same.newIds.length).toBeGreaterThan(2);
  expect(same.newIds.filter((id) => !text.includes(id))).toEqual([]);
});
