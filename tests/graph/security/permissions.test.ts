import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLField } from 'graphql';
import {
  CALLER_KINDS,
  permissionRows,
  permissionTable,
  type Row,
  type CallerKind,
} from '../../../schema/permissions.js';
import { ROLES } from '../../../services/access/role-grant/roles.js';
import { headersOf } from '../../support/actors.js';
import { GrantedEntities, OWNER_FIELDS, type Side } from '../../support/samples/granted-entities.js';
import { OwnGraph } from '../../support/own-graph.js';
import { SAMPLES } from '../../support/samples/permission-samples.js';
import { operationFor } from '../../support/samples/sample-input.js';
import { Workplace } from '../../support/workplace.js';
import { slowness } from '../../support/slowness.js';

// All roles × all operations, through the public API, on a graph of its own, because allowed mutations are executed.

const read = (file: string) => readFileSync(new URL(`../../../../schema/${file}`, import.meta.url), 'utf8');
const api = buildSchema(read('api.graphql'));
const rows = permissionRows(api);
const roots = rows.filter(({ type }) => ['Query', 'Mutation', 'Subscription'].includes(type));
const rootsOf = (type: string) => roots.filter((row) => row.type === type);
const KINDS = { Query: 'query', Mutation: 'mutation', Subscription: 'subscription' } as const;
/** How long a subscription may be silent before it counts as permitted. */
const SILENCE_MS = 500 * slowness();

const workplace = new Workplace();
const graph = new OwnGraph(workplace, { NODE_ENV: 'test' });
let grounds: GrantedEntities;

beforeAll(async () => {
  await graph.begin();
  grounds = await GrantedEntities.find(graph.address);
});
afterAll(() => graph.clear());

async function headersFor(who: CallerKind): Promise<Record<string, string>> {
  if (who === 'ANONYMOUS') return {};
  const { of } = ROLES[who];
  return headersOf(who, of === null ? [] : grounds.things[of].mine.id, { graph: graph.address });
}

const fieldOf = ({ type, field }: Row): GraphQLField<unknown, unknown> =>
  (api.getType(type) as ReturnType<typeof api.getQueryType>)!.getFields()[field]!;

/** Whether the input names its entity by an id, which does not show its owner. */
function needsSample(row: Row): boolean {
  const { variables } = operationFor('mutation', fieldOf(row));
  return !Object.keys(variables.input ?? {}).some((name) => OWNER_FIELDS.has(name));
}

/** @param side undefined: any values of the right types, for callers that are refused before they matter */
async function operationOn(row: Row, who: CallerKind, side: Side | undefined) {
  const kind = KINDS[row.type as keyof typeof KINDS];
  if (kind !== 'mutation' || side === undefined) return operationFor(kind, fieldOf(row));
  const named = { ...grounds.ownerFieldsOf(side), ...(await SAMPLES[row.field]?.(grounds, side, who)) };
  return operationFor(kind, fieldOf(row), (name) => named[name as keyof typeof named]);
}

/** Codes of the refusals, and the whole response. */
async function answerTo(
  row: Row,
  who: CallerKind,
  side?: Side,
): Promise<{ refusals: string[]; told: string }> {
  const isLive = row.type === 'Subscription';
  const leaving = new AbortController();
  const response = await fetch(`${graph.address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(isLive ? { accept: 'text/event-stream' } : {}),
      ...(await headersFor(who)),
    },
    body: JSON.stringify(await operationOn(row, who, side)),
    signal: leaving.signal,
  });
  const told = isLive ? await firstOf(response, leaving) : await response.text();
  // The operation itself is valid.
  expect({ field: row.field, told }).toEqual({
    field: row.field,
    told: expect.not.stringMatching(/GRAPHQL_(PARSE|VALIDATION)_FAILED|"INTERNAL"/),
  });
  return {
    refusals: [...told.matchAll(/"code":"(UNAUTHENTICATED|FORBIDDEN)"/g)].map(([, code]) => code!),
    told,
  };
}

/** The first event of a stream. */
async function firstOf(response: Response, leaving: AbortController): Promise<string> {
  let told = '';
  const timer = setTimeout(() => leaving.abort(), SILENCE_MS);
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      told += chunk;
      if (told.includes('"code"')) break;
    }
  } catch {
    // It is open and silent.
  } finally {
    clearTimeout(timer);
    leaving.abort();
  }
  return told;
}

/** One row after the other; subscriptions, silent when permitted, are awaited together. */
async function forEachRow(some: readonly Row[], check: (row: Row) => Promise<void>): Promise<void> {
  for (const row of some) if (row.type !== 'Subscription') await check(row);
  await Promise.all(some.filter(({ type }) => type === 'Subscription').map(check));
}

/** An entity that the caller cannot see is reported as not found. */
const isHidden = (told: string) => told.includes('"code":"NOT_FOUND"');

describe('schema/permissions.md', () => {
  it('is up to date with the schema and the roles (else: npm run schema)', () =>
    expect(read('permissions.md')).toBe(permissionTable(rows)));

  it('has every root field, no mutation is anonymous, and persons without a role only ask for access', () => {
    expect(roots.length).toBeGreaterThan(60);
    expect(rootsOf('Mutation').filter(({ scopes }) => scopes === undefined)).toEqual([]);
    const withoutScope = rootsOf('Mutation').filter(({ scopes }) => !scopes?.length);
    expect(withoutScope.map(({ field }) => field).sort()).toEqual([
      'accessRequestSubmit',
      'accessRequestWithdraw',
    ]);
  });

  it('needs no permission that no role has', () => {
    const had = new Set(Object.values(ROLES).flatMap(({ scopes }) => scopes));
    expect(rows.flatMap(({ scopes = [] }) => scopes).filter((scope) => !had.has(scope))).toEqual([]);
  });

  it('has a sample for each mutation that is limited to own entities and takes an id', () => {
    const lacking = rootsOf('Mutation').filter(
      (row) => Object.values(row.cells).includes('own') && needsSample(row) && !(row.field in SAMPLES),
    );
    // Add it to tests/support/samples/permission-samples.ts.
    expect(lacking.map(({ field }) => field)).toEqual([]);
  });
});

describe.each(CALLER_KINDS)('%s', (who) => {
  const asked = (cell: string) => roots.filter((row) => row.cells[who] === cell);

  const mustBeLetIn = async (row: Row, side: Side) => {
    const { refusals, told } = await answerTo(row, who, side);
    const isLetIn = refusals.length === 0 && !(row.field in SAMPLES && isHidden(told));
    expect({ field: row.field, side, told: isLetIn ? 'let in' : told }).toEqual({
      field: row.field,
      side,
      told: 'let in',
    });
  };

  it('is refused every other field, whatever the arguments', async () => {
    await forEachRow(asked('no'), async (row) => {
      const { refusals, told } = await answerTo(row, who);
      const code = who === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      expect({ field: row.field, refusals }).toEqual({ field: row.field, refusals: [code] });
      expect(told).not.toContain('"data":{');
    });
  });

  it('may use public fields, and those of their role', async () => {
    await forEachRow(asked('yes'), (row) => mustBeLetIn(row, 'other'));
  });

  it('may change their own entities, and not those of others', async () => {
    for (const row of asked('own')) {
      await mustBeLetIn(row, 'mine');
      if (row.type !== 'Mutation') continue;
      const { refusals, told } = await answerTo(row, who, 'other');
      const isRefused = refusals.length > 0 || isHidden(told);
      expect({ field: row.field, told: isRefused ? 'refused' : told }).toEqual({
        field: row.field,
        told: 'refused',
      });
    }
  });
});
