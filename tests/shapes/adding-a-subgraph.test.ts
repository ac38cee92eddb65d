import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context, StoreTools } from '#kernel/context';
import { byKey, columnsOf, loadData, openPool, sql } from '#kernel/database';
import { Node } from '#kernel/graphql';
import { ListReader, Paged, PageArgs, connectionOf } from '#kernel/lists';
import { ANONYMOUS } from '#kernel/auth';
import { prepareDatabase, openSubgraph, type SubgraphRuntime } from '#kernel/server';
import { defineEntity, defineSubgraph } from '#kernel/subgraph';
import { requireId, makeId } from '#kernel/values';
import * as allSubgraphs from '#subgraphs';
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
import { Column, Entity, PrimaryColumn, type MigrationInterface } from 'typeorm';
import { openPipeline } from '../../gateway/operation/open-pipeline.js';
import { readConfig } from '../../gateway/settings/config.js';
import { NODES, nodeSubgraphClient } from '../../gateway/node-subgraph/nodes.js';
import { compose } from '../../schema/compose.js';
import { reachesBeyond } from '../../schema/migrations.js';
import { newMigration, type NewMigration } from '../../schema/new-migration.js';

// A complete small subgraph, mottoes of themes: tables, types, resolvers, data.

@Entity('motto')
class MottoEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  text!: string;
  @Column({ type: 'text' })
  themeCode!: string;
}

@Entity('motto')
class MottoWithAuthorEntity extends MottoEntity {
  @Column({ type: 'text', nullable: true })
  author!: string | null;
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

const motto = defineEntity<Stores>({
  types: [Motto],
  resolvers: [MottoResolver, ThemeMottoesResolver],
  tables: [MottoEntity],
  resolveReference: { Motto: ({ id }, store) => store.byId.load(String(id)) },
});

const mottoesWith = (migrations: (new () => MigrationInterface)[]) =>
  defineSubgraph({
    name: 'mottoes',
    entities: [motto],
    references: [ThemeReference],
    migrations,
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
const composed = compose([...Object.values(allSubgraphs), mottoesWith([])]);
/** What `npm run schema:migration -- mottoes` writes while the list of migrations is empty. */
let draft: NewMigration;
const folder = mkdtempSync(fileURLToPath(new URL('../draft-', import.meta.url)));

/** The class of a migration's file, as `npm run build` compiles it. */
async function compiled({ file, text, className }: NewMigration): Promise<new () => MigrationInterface> {
  writeFileSync(join(folder, file), text);
  const tsc = fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url));
  execFileSync(tsc, [
    '--ignoreConfig',
    '--strict',
    '--module',
    'nodenext',
    '--skipLibCheck',
    join(folder, file),
  ]);
  const module = await import(pathToFileURL(join(folder, file.replace(/ts$/, 'js'))).href);
  return module[className];
}
let runtimes: SubgraphRuntime[] = [];
let gateway: ReturnType<typeof openPipeline>;

async function ask(query: string): Promise<{ data: any; errors?: unknown[] }> {
  const caller = { actor: ANONYMOUS, language: 'FR' as const, requestId: 'mottoes' };
  const answer = await gateway.pipeline.answer({ query }, caller);
  return JSON.parse(JSON.stringify(answer.kind === 'EXECUTED' ? answer.result : answer));
}

beforeAll(async () => {
  draft = (await newMigration(mottoesWith([]), 'first-tables', 1765500000000, database))!;
  const mottoes = mottoesWith([await compiled(draft)]);
  const all = [...Object.values(allSubgraphs), mottoes];
  await prepareDatabase(all, database, () => {});
  const pool = openPool(mottoes, database);
  expect(await loadData(mottoes, pool, () => {})).toMatchObject({ inserted: 2, rejects: [] });
  await pool.end();
  runtimes = all.map((subgraph) => openSubgraph(subgraph, database, log));
  const clients = new Map<string, (typeof runtimes)[number] | ReturnType<typeof nodeSubgraphClient>>(
    runtimes.map((runtime) => [runtime.name, runtime]),
  );
  clients.set(NODES, nodeSubgraphClient(composed.subgraphs, clients, database.secret));
  gateway = openPipeline(readConfig({}), clients, log, composed);
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await gateway?.planner.close();
  await runtimes.find((runtime) => runtime.name === 'mottoes')?.pool.query('DROP SCHEMA mottoes CASCADE');
  await Promise.all(runtimes.map((runtime) => runtime.close()));
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

  it('has a first migration drafted from its entities, which depends on nothing beyond its file', () => {
    expect(draft).toMatchObject({
      file: '1765500000000-first-tables.ts',
      className: 'FirstTables1765500000000',
    });
    expect(draft.text).toContain(
      'CREATE TABLE motto (\n  id uuid PRIMARY KEY,\n  text text NOT NULL,\n  theme_code text NOT NULL\n);',
    );
    expect(reachesBeyond(draft.text)).toEqual([]);
  });

  it('writes change events of its entities, with their fields', async () => {
    const runtime = runtimes.find(({ name }) => name === 'mottoes')!;
    const { rows } = await runtime.pool.query(
      "SELECT type, operation, fields FROM change WHERE fields->>'text' = 'Water is life'",
    );
    const id = makeId('Motto', 'Water is life');
    expect(rows).toEqual([
      {
        type: 'Motto',
        operation: 'CREATED',
        fields: { id, text: 'Water is life', themeCode: 'ENV-WATER' },
      },
    ]);
  });

  it('drafts no migration until an entity changes', async () => {
    const { subgraph } = runtimes.find(({ name }) => name === 'mottoes')!;
    expect(await newMigration(subgraph, 'nothing', 1765500000001, database)).toBeNull();
    const changed = { ...subgraph, entities: [MottoWithAuthorEntity] };
    const next = await newMigration(changed, 'authors', 1765500000001, database);
    expect(next!.text).toContain('ALTER TABLE motto ADD author text;');
    expect(next!.text).not.toContain('CREATE TABLE');
  });

  it('cannot read the tables of another subgraph', async () => {
    const runtime = runtimes.find(({ name }) => name === 'mottoes')!;
    await expect(runtime.pool.query('SELECT * FROM expertises.theme')).rejects.toThrow(/permission denied/);
  });
});
