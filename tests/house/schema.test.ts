import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { typeTag } from '#kernel/values';
import { Kind, buildSchema, isObjectType, parse, validate } from 'graphql';
import * as allSubgraphs from '#subgraphs';
import { readExamples } from '../../gateway/operation/examples.js';
import { nodeOwners } from '../../gateway/node-subgraph/nodes.js';
import { acceptedShape, unacceptedChanges } from '../../schema/breaking.js';
import { clientFiles } from '../../schema/client-config.js';
import { compose } from '../../schema/compose.js';
import { lint } from '../../schema/lint.js';
import {
  changedMigrations,
  migrationHashes,
  misnumbered,
  reachesBeyond,
  refusalOfChanges,
  type MigrationHashes,
} from '../../schema/migrations.js';

const folder = new URL('../../../schema/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const subgraphs = Object.values(allSubgraphs);
const composed = compose(subgraphs);
const api = buildSchema(composed.api);

describe('the generated files', () => {
  it.each(Object.keys(composed.subgraphs))('have the current SDL of %s (else: npm run schema)', (name) => {
    expect(read(`subgraphs/${name}.graphql`)).toBe(composed.subgraphs[name]);
  });

  it('have no other files', () => {
    expect(readdirSync(new URL('subgraphs/', folder)).sort()).toEqual(
      Object.keys(composed.subgraphs)
        .map((name) => `${name}.graphql`)
        .sort(),
    );
  });

  it('have the current supergraph and public schema (else: npm run schema)', () => {
    expect(read('supergraph.graphql')).toBe(composed.supergraph);
    expect(read('api.graphql')).toBe(composed.api);
  });

  it('have the current configuration of clients (else: npm run schema)', async () => {
    for (const [name, text] of Object.entries(await clientFiles(api)))
      expect([name, read(`clients/${name}`)]).toEqual([name, text]);
  });

  it('name the service in _service as composition saw it', () => {
    for (const subgraph of subgraphs)
      expect(subgraph.schema().getQueryType()!.getFields()._service).toBeDefined();
  });
});

describe('migrations', () => {
  const landed = JSON.parse(read('database/migrations.json')) as MigrationHashes;
  const files = Object.keys(migrationHashes());

  it('are unchanged since they landed (else: undo it, and write another migration)', () => {
    expect(refusalOfChanges(changedMigrations(landed))).toBeUndefined();
  });

  it('are all in migrations.json (else: npm run schema)', () => {
    expect(migrationHashes()).toEqual(landed);
  });

  it('that have changed or are gone are named, with what to do', () => {
    const [file = ''] = files;
    const changed = changedMigrations({ ...landed, [file]: 'another', 'search/migrations/gone.ts': 'x' });
    expect(changed).toEqual([file, 'search/migrations/gone.ts']);
    expect(refusalOfChanges(changed)).toMatch(
      `Landed migrations have changed or are gone: services/${file}, services/search/migrations/gone.ts. Databases that have run them`,
    );
  });

  it('are noticed when one character changes, wherever the file is', () => {
    const copy = mkdtempSync(join(tmpdir(), 'passerelle-hashes-'));
    const services = pathToFileURL(`${copy}/`);
    const file = 'notes/migrations/1765400000000-first-tables.ts';
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), 'one');
    const before = migrationHashes(services);
    expect(changedMigrations(before, migrationHashes(services))).toEqual([]);
    writeFileSync(join(copy, file), 'one ');
    expect(changedMigrations(before, migrationHashes(services))).toEqual([file]);
    rmSync(copy, { recursive: true });
  });

  it.each(files)('%s imports only types, and contains all of its SQL', (file) => {
    const text = readFileSync(new URL(`../../../services/${file}`, import.meta.url), 'utf8');
    expect(reachesBeyond(text)).toEqual([]);
    expect(text).toContain("import type { MigrationInterface, QueryRunner } from 'typeorm';");
  });

  it.each([
    ["import { helper } from '#kernel';", /imports a value/],
    ["import helper, { type Other } from './helper.js';", /imports a value/],
    ["import {\n  helper,\n} from './helper.js';", /imports a value/],
    ["import './helper.js';", /imports a value/],
    ["export { up } from './helper.js';", /re-exports another file/],
    ["export * from './helper.js';", /re-exports another file/],
    ["const { up } = await import('./helper.js');", /loads another file/],
    ["const { up } = require('./helper.js');", /loads another file/],
    ['const year = process.env.YEAR;', /differs between machines/],
    ['const columns = `${names}`;', /write it out/],
  ])('may not contain %s', (text, reason) => {
    expect(reachesBeyond(text)).toEqual([expect.stringMatching(reason)]);
  });

  it('have unique timestamps, later ones after earlier ones, and a file each', () => {
    expect(misnumbered(subgraphs)).toEqual([]);
  });

  it('that are misnumbered are named', () => {
    const list = ['B1765400000001', 'A1765400000000', 'C1765400000000', 'Nameless'].map(
      (name) => ({ [name]: class {} })[name] as never,
    );
    const notes = { name: 'notes', migrations: list };
    expect(misnumbered([notes], ['notes/migrations/1765400000009-x.ts', 'notes/migrations/x.ts'])).toEqual([
      'notes: A1765400000000 is not later than the migration before it in the list',
      'notes: C1765400000000 is not later than the migration before it in the list',
      'notes: C1765400000000 has the timestamp of notes: A1765400000000',
      'notes: Nameless does not end in its timestamp of 13 digits',
      'notes: Nameless is not later than the migration before it in the list',
      'services/notes/migrations/1765400000009-x.ts is in no list of migrations',
      'services/notes/migrations/x.ts is not named <timestamp>-<what-it-does>.ts',
      'notes 1765400000001 has no file of that timestamp',
      'notes 1765400000000 has no file of that timestamp',
      'notes  has no file of that timestamp',
    ]);
  });
});

describe('the public schema', () => {
  it('describes every element and names it by the rules', () => {
    expect(lint(api)).toEqual([]);
  });

  it('has no two types that could have the same id', () => {
    const types = Object.values(api.getTypeMap()).filter(
      (type) => isObjectType(type) && 'id' in type.getFields(),
    );
    const tags = new Map(types.map(({ name }) => [typeTag(name), name]));
    expect([...tags.values()]).toEqual(types.map(({ name }) => name));
    expect(types.length).toBeGreaterThan(30);
  });

  it('hides the workings of federation', () => {
    expect(composed.api).not.toMatch(/_entities|_service|join__|@key/);
  });

  it('breaks nothing that was published, unless accepted.json says why', () => {
    const accepted = acceptedShape.parse(JSON.parse(read('accepted.json')));
    expect(unacceptedChanges(buildSchema(read('published.graphql')), api, accepted)).toEqual([]);
  });

  it('would notice a breaking change', () => {
    const changed = buildSchema(composed.api.replace(/\n {2}theme\(/, '\n  subject('));
    expect(unacceptedChanges(api, changed, [])).toEqual(['FIELD_REMOVED: Query.theme was removed.']);
    expect(
      unacceptedChanges(api, changed, [
        {
          change: 'FIELD_REMOVED: Query.theme was removed.',
          reason: 'for this test',
          effectiveOn: '2026-11-25',
        },
      ]),
    ).toEqual([]);
  });

  it('would notice an element without a description', () => {
    expect(lint(buildSchema('type Query { "A list." list(first: Int): Int }'))).toEqual([
      'Query.list(first:): has no description',
    ]);
    expect(lint(buildSchema('"Text." scalar Code type Query { "One." code: Code }'))).toEqual([
      'Code: names no specification (@specifiedBy)',
    ]);
  });

  it('has nullable root fields, so that a subgraph that is down leaves the others answering', () => {
    const demanding = Object.values(api.getQueryType()!.getFields()).filter((field) =>
      String(field.type).endsWith('!'),
    );
    expect(demanding.map(({ name }) => name)).toEqual([]);
  });

  it('has a root field for one entity of each type', () => {
    const roots = Object.values(api.getQueryType()!.getFields()).map((field) => String(field.type));
    const missing = [...nodeOwners(composed.subgraphs).keys()].filter((type) => !roots.includes(type));
    expect(missing).toEqual([]);
  });
});

describe('the configuration of clients', () => {
  const small = (more: string) =>
    buildSchema(`type Query { things(first: Int, after: String, kind: String): ThingConnection  thing: Thing  part: Part }
      type ThingConnection { nodes: [Thing!]!  edges: [ThingEdge!]! }  type ThingEdge { node: Thing! }
      type Thing implements Node { id: ID!  parts: [Part!]!  part: Part }  interface Node { id: ID! }  type Part { name: String }
      ${more}`);

  it('has the keys, pages and parts of each type', async () => {
    const files = await clientFiles(small('scalar Date extend type Part { on: Date }'));
    expect(JSON.parse(files['scalars.json']!)).toEqual({ Date: 'string' });
    expect(JSON.parse(files['possible-types.json']!)).toEqual({ Node: ['Thing'] });
    expect(files['apollo.mjs']).toContain(`export const typePolicies = {
  Part: {
    keyFields: false,
    merge: true,
  },
  Query: {
    fields: {
      things: connectionPolicy(['kind']),
    },
  },
  Thing: {
    fields: {
      parts: itemsPolicy,
    },
  },
};`);
    expect(files['urql.mjs']).toContain(`export const keys = {
  Part: isPart,
  ThingConnection: isPart,
  ThingEdge: isPart,
};`);
    expect(files['urql.mjs']).toContain('  Query: {\n    things: connectionResolver(),\n  },');
  });

  it('needs the type of every scalar', async () => {
    await expect(clientFiles(small('scalar Colour extend type Part { colour: Colour }'))).rejects.toThrow(
      'schema/client-config.ts has no TypeScript type of the scalar Colour',
    );
  });
});

describe('every subgraph', () => {
  it.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))(
    '%s describes its own elements',
    (_, subgraph) => {
      expect(lint(subgraph.plainSchema())).toEqual([]);
    },
  );

  it.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))(
    '%s refers to other subgraphs only by keys',
    (_, subgraph) => {
      const owners = nodeOwners(composed.subgraphs);
      for (const definition of parse(subgraph.sdl()).definitions) {
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
        const owner = owners.get(definition.name.value);
        if (!owner || owner === subgraph.name) continue;
        // Fields of a foreign type may be its key, @external fields, and lists of this subgraph.
        const scalars = (definition.fields ?? []).filter(
          (field) =>
            !field.arguments?.length &&
            field.directives?.every(({ name }) => name.value !== 'external') &&
            !['id', 'code'].includes(field.name.value) &&
            /^\[?(String|Int|ID|Boolean|Float)/.test(JSON.stringify(field.type)),
        );
        expect({ type: definition.name.value, scalars: scalars.map(({ name }) => name.value) }).toEqual({
          type: definition.name.value,
          scalars: [],
        });
      }
    },
  );
});

describe('the example operations', () => {
  it.each(readExamples().map((example) => [example.name, example] as const))(
    '%s fits the public schema',
    (_, { query }) => {
      expect(validate(api, parse(query))).toEqual([]);
    },
  );
});
