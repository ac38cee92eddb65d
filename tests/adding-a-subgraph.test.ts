import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DATA_LOAD_DDL,
  changeFeedDdl,
  ListReader,
  Node,
  Paged,
  PageArgs,
  byKey,
  connectionOf,
  columnsOf,
  defineSubgraph,
  loadData,
  openPool,
  openRoom,
  prepareDatabase,
  requireId,
  sql,
  type Context,
  type Room,
  type StoreTools,
} from '#kernel';
import * as line from '#subgraphs';
import { buildSchema, parse } from 'graphql';
import { pino } from 'pino';
import {
  Args,
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { makeId } from '#kernel';
import { createRuntime } from '../gateway/runtime.js';
import { NODES, openNodesDoor } from '../gateway/nodes.js';
import { compose } from '../schema/compose.js';

// A whole subgraph, as a newcomer would write it: tables, types, resolvers, data. Mottoes of themes.

@Entity('motto')
class MottoEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  text!: string;
  @Column({ type: 'text' })
  themeCode!: string;
}

@ObjectType('Theme', { description: 'A theme, elsewhere.', simpleResolvers: true })
@Directive('@key(fields: "code")')
class ThemeReference {
  @Field(() => ID, { description: 'Its code.' })
  code!: string;
}

@ObjectType('Motto', { description: 'A motto.', implements: Node, simpleResolvers: true })
@Directive('@key(fields: "id")')
class Motto extends Node {
  @Field(() => String, { description: 'Its words.' })
  text!: string;
}
const MottoConnection = connectionOf(Motto, 'Motto', 'mottoes');

function stores({ reader, cursors }: StoreTools) {
  const select = columnsOf(MottoEntity, 'm');
  const list = new ListReader<MottoEntity, 'TEXT'>(
    {
      name: 'Motto',
      select,
      from: sql`motto m`,
      id: sql`m.id`,
      orders: { TEXT: { by: sql`m.text`, type: 'text' } },
      defaultOrder: [{ field: 'TEXT', direction: 'ASC' }],
    },
    reader,
    cursors,
  );
  return {
    byId: byKey<string, MottoEntity>(
      (ids) =>
        reader.named('Motto.byId').rows(sql`SELECT ${select} FROM motto m WHERE id = ANY(${ids}::uuid[])`),
      (row) => row.id,
    ),
    page: (page: PageArgs, themeCode?: string) =>
      list.page({
        page,
        ...(themeCode === undefined
          ? {}
          : { parent: { name: 'Theme', id: themeCode, key: sql`m.theme_code`, type: 'text' as const } }),
      }),
  };
}
type Stores = ReturnType<typeof stores>;

@Resolver(() => Motto)
class MottoResolver {
  @Query(() => Motto, { nullable: true, description: 'One motto.' })
  motto(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: Context<Stores>) {
    return context.stores.byId.load(requireId('Motto', id));
  }
  @FieldResolver(() => ThemeReference, { nullable: true, description: 'Its theme.' })
  theme(@Root() motto: MottoEntity) {
    return { code: motto.themeCode };
  }
}

@Resolver(() => ThemeReference)
class ThemeMottoesResolver {
  @FieldResolver(() => MottoConnection, { nullable: true, description: 'Its mottoes.' })
  @Paged()
  mottoes(
    @Root() theme: ThemeReference,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context<Stores>,
  ) {
    return context.stores.page(page, theme.code);
  }
}

class Mottoes1 implements MigrationInterface {
  name = 'Mottoes1764000000000';
  async up(runner: QueryRunner) {
    await runner.query(DATA_LOAD_DDL);
    await runner.query(
      'CREATE TABLE motto (id uuid PRIMARY KEY, text text NOT NULL, theme_code text NOT NULL)',
    );
    for (const statement of changeFeedDdl([{ table: 'motto', type: 'Motto' }])) await runner.query(statement);
  }
  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE motto, data_load');
  }
}

const mottoes = defineSubgraph({
  name: 'mottoes',
  types: [Motto, ThemeReference],
  resolvers: [MottoResolver, ThemeMottoesResolver],
  references: { Motto: ({ id }, store: Stores) => store.byId.load(String(id)) },
  entities: [MottoEntity],
  migrations: [Mottoes1],
  stores,
  load: {
    files: [],
    version: 1,
    tables: () => [
      {
        entity: MottoEntity,
        key: ['id'],
        rows: ['Every drop counts', 'Water is life'].map((text) => ({
          id: makeId('Motto', text),
          text,
          themeCode: 'ENV-WATER',
        })),
      },
    ],
  },
});

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const log = pino({ level: 'silent' });
const all = [...Object.values(line), mottoes];
const composed = compose(all);
let rooms: Room[] = [];
let runtime: Awaited<ReturnType<typeof createRuntime>>['runtime'];

async function ask(query: string): Promise<{ data: any; errors?: unknown[] }> {
  const response = await runtime.fetch('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: any; errors?: unknown[] };
}

beforeAll(async () => {
  await prepareDatabase(all, database, () => {});
  const pool = openPool(mottoes, database);
  expect(await loadData(mottoes, pool, () => {})).toMatchObject({ inserted: 2, rejects: [] });
  await pool.end();
  rooms = all.map((subgraph) => openRoom(subgraph, database, log));
  const doors = new Map<string, (typeof rooms)[number] | ReturnType<typeof openNodesDoor>>(
    rooms.map((room) => [room.name, room]),
  );
  doors.set(NODES, openNodesDoor(composed.subgraphs, doors, database.secret));
  ({ runtime } = await createRuntime({
    supergraph: composed.supergraph,
    api: composed.api,
    doors,
    limits: { maxTokens: 1000, maxDepth: 12, maxAliases: 20, maxCost: 10_000 },
    introspection: true,
    diagnostics: false,
    responseCacheMs: 0,
    requestTimeoutMs: 10_000,
    log,
  }));
});

afterAll(async () => {
  await runtime?.[Symbol.asyncDispose]();
  await rooms.find((room) => room.name === 'mottoes')?.pool.query('DROP SCHEMA mottoes CASCADE');
  await Promise.all(rooms.map((room) => room.close()));
});

describe('a subgraph that is one folder and one line', () => {
  it('joins the public schema', () => {
    expect(buildSchema(composed.api).getType('Motto')).toBeDefined();
    expect(parse(composed.api)).toBeDefined();
  });

  it('answers across subgraphs, both ways', async () => {
    const { data, errors } = await ask(
      '{ theme(code: "ENV-WATER") { name(lang: EN) mottoes(first: 1) { totalCount nodes { id text theme { code level } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.theme).toMatchObject({
      name: 'Water and sanitation',
      mottoes: {
        totalCount: 2,
        nodes: [{ text: 'Every drop counts', theme: { code: 'ENV-WATER', level: 3 } }],
      },
    });
  });

  it('is found by node(id)', async () => {
    const id = makeId('Motto', 'Water is life');
    const { data } = await ask(`{ node(id: "${id}") { __typename ... on Motto { text } } }`);
    expect(data.node).toEqual({ __typename: 'Motto', text: 'Water is life' });
  });

  it('cannot read the tables of another', async () => {
    const room = rooms.find(({ name }) => name === 'mottoes')!;
    await expect(room.pool.query('SELECT * FROM expertises.theme')).rejects.toThrow(/permission denied/);
  });
});
