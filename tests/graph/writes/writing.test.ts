import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ANONYMOUS,
  RequiresScopes,
  requirePermission,
  type Actor,
  noStatistics,
  type Statistics,
} from '#kernel/auth';
import type { Context, StoreTools } from '#kernel/context';
import { byKey, columnsOf, loadData, openPool, sql, type LoadDefinition } from '#kernel/database';
import { versionField } from '#kernel/errors';
import { problem, refusal } from '#vocabulary';
import { Node } from '#kernel/graphql';
import {
  lockRow,
  mutate,
  MutationInput,
  MutationPayload,
  dropOldFences,
  dropOldReceipts,
} from '#kernel/mutations';
import { prepareDatabase, type SubgraphRuntime, openSubgraph } from '#kernel/server';
import { defineEntity, defineSubgraph } from '#kernel/subgraph';
import { makeId, newId, requireId } from '#kernel/values';
import * as allSubgraphs from '#subgraphs';
import { parse } from 'graphql';
import pg from 'pg';
import { pino } from 'pino';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import {
  DATA_LOAD,
  OUTBOX,
  WRITES,
  contractView,
  emptyContractView,
  outboxTriggers,
  writeTriggers,
} from '../../../schema/migration-sql.js';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { eventually } from '../../support/workplace.js';

// What the kernel does for every mutation, on a subgraph of its own: notes on walls, with unique texts.

@Entity('note')
class NoteEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  text!: string;
  @Column({ type: 'text' })
  wall!: string;
  @Column({ type: 'text', nullable: true })
  confidence!: string | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}

@ObjectType('Note', { implements: Node, simpleResolvers: true })
@Directive('@key(fields: "id")')
class Note extends Node {
  @Field(() => String)
  text!: string;
  @versionField()
  version!: number;
}

function stores({ reader }: StoreTools) {
  return {
    byId: byKey<string, NoteEntity>(
      (ids) =>
        reader
          .named('Note.byId')
          .rows(sql`SELECT ${columnsOf(NoteEntity, 'n')} FROM note n WHERE id = ANY(${ids}::uuid[])`),
      (row) => row.id,
    ),
  };
}
type Stores = ReturnType<typeof stores>;

@InputType('NotePinInput')
class NotePinInput extends MutationInput {
  @Field(() => String)
  text!: string;
  @Field(() => String)
  wall!: string;
}
@InputType('NoteEditInput')
class NoteEditInput extends MutationInput {
  @Field(() => ID)
  id!: string;
  @Field(() => Int)
  version!: number;
  @Field(() => String)
  text!: string;
}
@InputType('NoteSwapInput')
class NoteSwapInput extends MutationInput {
  @Field(() => ID)
  first!: string;
  @Field(() => ID)
  second!: string;
}
let betweenTwo = async () => {};
@ObjectType('NotePayload', { simpleResolvers: true })
class NotePayload extends MutationPayload {
  @Field(() => Note, { nullable: true })
  note!: Note | null;
}

@Resolver(() => Note)
class NoteResolver {
  @Query(() => Note, { nullable: true })
  note(@Arg('id', () => ID) id: string, @Ctx() context: Context<Stores>) {
    return context.stores.byId.load(id);
  }

  @Mutation(() => NotePayload)
  @RequiresScopes('note:write')
  notePin(@Arg('input', () => NotePinInput) input: NotePinInput, @Ctx() context: Context<Stores>) {
    const { text, wall } = input;
    return mutate(context, options('notePin', input), async (transaction) => {
      requirePermission(transaction.actor, 'note:write', wall);
      if (text === '') throw refusal('TEXT_INVALID.EMPTY', 'text');
      const id = newId('Note');
      await transaction.manager.insert(NoteEntity, { id, text, wall });
      await transaction.rows(sql`INSERT INTO secret (id) VALUES (${id})`);
      return id;
    });
  }

  /** Changes one note, and then another. */
  @Mutation(() => NotePayload)
  @RequiresScopes('note:write')
  noteSwap(@Arg('input', () => NoteSwapInput) input: NoteSwapInput, @Ctx() context: Context<Stores>) {
    return mutate(context, options('noteSwap', input), async (transaction) => {
      await transaction.manager.update(NoteEntity, { id: input.first }, { wall: () => `'ea' || 'st'` });
      await betweenTwo();
      await transaction.manager.update(NoteEntity, { id: input.second }, { wall: 'east' });
      return input.first;
    });
  }

  @Mutation(() => NotePayload)
  @RequiresScopes('note:write')
  noteEdit(@Arg('input', () => NoteEditInput) input: NoteEditInput, @Ctx() context: Context<Stores>) {
    return mutate(context, options('noteEdit', input), async (transaction) => {
      const id = requireId('Note', input.id, 'input.id');
      const note = await lockRow<NoteEntity>(
        transaction,
        'Note',
        sql`SELECT ${columnsOf(NoteEntity, 'n')} FROM note n WHERE id = ${id}`,
        input.version,
      );
      requirePermission(transaction.actor, 'note:write', note.wall);
      await transaction.manager.update(NoteEntity, { id }, { text: input.text });
      return id;
    });
  }
}

const options = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'note',
  load: (known: Stores, id: string) => known.byId.load(id),
  constraints: { note_text_key: problem('CODE_TAKEN.GROUP', 'text') },
});

class Notes1 implements MigrationInterface {
  name = 'Notes1764000000000';
  async up(runner: QueryRunner) {
    const note = { table: 'note', type: 'Note' };
    const secret = { table: 'secret', type: 'Secret', private: true };
    for (const statements of [
      DATA_LOAD,
      OUTBOX,
      WRITES,
      'CREATE TABLE note (id uuid PRIMARY KEY, text text NOT NULL UNIQUE, wall text NOT NULL, confidence text, updated_at timestamptz NOT NULL DEFAULT now(), version integer NOT NULL DEFAULT 0)',
      'CREATE TABLE secret (id uuid PRIMARY KEY)',
      'CREATE TABLE fence (work uuid PRIMARY KEY, number integer NOT NULL, passed_at timestamptz NOT NULL DEFAULT now())',
      contractView({ ...note, columns: ['id', 'text'] }),
      emptyContractView(secret),
      outboxTriggers(note),
      outboxTriggers(secret),
      writeTriggers(note),
    ])
      await runner.query(statements);
  }
  async down() {}
}

let shipped = ['Mind the step', 'Wet paint'];
const load: LoadDefinition = {
  files: [],
  version: 1,
  tables: () => [
    {
      entity: NoteEntity,
      key: ['id'],
      rows: shipped.map((text) => ({ id: makeId('Note', text.slice(0, 3)), text, wall: 'north' })),
    },
  ],
};
const subgraphOf = (name: string) =>
  defineSubgraph({
    name,
    entities: [
      defineEntity<Stores>({
        types: [Note],
        resolvers: [NoteResolver],
        tables: [NoteEntity],
        resolveReference: { Note: ({ id }, store) => store.byId.load(String(id)) },
      }),
    ],
    migrations: [Notes1],
    stores,
    load,
  });
const notes = subgraphOf('notes');

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
let runtime: SubgraphRuntime;

const writer = (id: string, of: string | null = null): Actor => ({
  ...ANONYMOUS,
  kind: 'PERSON',
  id,
  permissions: [{ scope: 'note:write', of }],
});
const ann = writer('ann');

const PIN = parse(
  'mutation ($input: NotePinInput!) { notePin(input: $input) { note { id text version } problems { code field message } clientMutationId asOf } }',
);
const EDIT = parse(
  'mutation ($input: NoteEditInput!) { noteEdit(input: $input) { note { text version } problems { code field } } }',
);

const SWAP = parse(
  'mutation ($input: NoteSwapInput!) { noteSwap(input: $input) { note { version } problems { code } } }',
);

async function send(
  document: typeof PIN,
  input: object,
  actor: Actor = ann,
  statistics?: Statistics,
): Promise<any> {
  const { data, errors } = await runtime.execute({
    document,
    variables: { input },
    caller: { actor, language: 'EN', requestId: 'writing', ...(statistics && { statistics }) },
  });
  if (errors) return { errors: errors.map(({ message, extensions }) => ({ message, ...extensions })) };
  return Object.values(data as object)[0];
}
const count = async (statement: string, values: unknown[] = []) =>
  (await runtime.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${statement}`, values))
    .rows[0]!.count;

beforeAll(async () => {
  await prepareDatabase([...Object.values(allSubgraphs), notes], database, () => {});
  const pool = openPool(notes, database);
  await loadData(notes, pool, () => {});
  await pool.end();
  runtime = openSubgraph(notes, { ...database, poolSize: 20 }, pino({ level: 'silent' }));
});

afterAll(async () => {
  await runtime.pool.query('DROP SCHEMA notes CASCADE');
  await runtime.close();
});

describe('a mutation', () => {
  it('returns what it created, at version 1, and a cursor', async () => {
    const { note, problems, clientMutationId, asOf } = await send(PIN, { text: 'Hello', wall: 'north' });
    expect(note).toMatchObject({ text: 'Hello', version: 1 });
    expect({ problems, clientMutationId }).toEqual({ problems: [], clientMutationId: null });
    expect(typeof asOf).toBe('string');
  });

  it('returns expected refusals as problems, and rolls back everything', async () => {
    expect(await send(PIN, { text: '', wall: 'north' })).toMatchObject({
      note: null,
      asOf: null,
      problems: [{ code: 'TEXT_INVALID', field: ['input', 'text'] }],
    });
    const before = await count('audit');
    expect(await send(PIN, { text: 'Wet paint', wall: 'north' })).toMatchObject({
      note: null,
      problems: [{ code: 'CODE_TAKEN', field: ['input', 'text'] }],
    });
    expect(await count('audit')).toBe(before);
  });

  it('is refused without authentication, without the permission, and outside its scope', async () => {
    const input = { text: 'Mine', wall: 'north' };
    expect((await send(PIN, input, ANONYMOUS)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    expect((await send(PIN, input, { ...ann, permissions: [] })).errors).toMatchObject([
      { code: 'FORBIDDEN', requires: ['note:write'] },
    ]);
    expect((await send(PIN, input, writer('bob', 'south'))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await count(`note WHERE text = 'Mine'`)).toBe(0);
    expect((await send(PIN, input, writer('bob', 'north'))).note.text).toBe('Mine');
  });

  it('is audited: who, when, from which values, to which', async () => {
    const { note } = await send(PIN, { text: 'First', wall: 'north' });
    await send(EDIT, { id: note.id, version: 1, text: 'Second' }, writer('bob'));
    const { rows } = await runtime.pool.query(
      `SELECT actor, operation, type, before->>'text' AS before, after->>'text' AS after FROM audit WHERE entity_id = $1 ORDER BY number`,
      [note.id],
    );
    expect(rows).toEqual([
      { actor: 'ann', operation: 'notePin', type: 'Note', before: null, after: 'First' },
      { actor: 'bob', operation: 'noteEdit', type: 'Note', before: 'First', after: 'Second' },
    ]);
    const changes = await runtime.pool.query(
      'SELECT DISTINCT actor FROM change WHERE entity_id = $1 AND NOT private',
      [note.id],
    );
    expect(changes.rows.map(({ actor }) => actor).sort()).toEqual(['ann', 'bob']);
  });

  it('does not overwrite changes that its sender has not seen', async () => {
    const { note } = await send(PIN, { text: 'Race', wall: 'north' });
    const edits = await Promise.all(
      Array.from({ length: 50 }, (_, at) => send(EDIT, { id: note.id, version: 1, text: `Race ${at}` })),
    );
    const won = edits.filter(({ problems }) => !problems.length);
    expect(won).toHaveLength(1);
    expect(won[0].note.version).toBe(2);
    expect(
      new Set(edits.flatMap(({ problems }) => problems.map(({ code }: { code: string }) => code))),
    ).toEqual(new Set(['VERSION_CONFLICT']));
    expect(await send(EDIT, { id: newId('Note'), version: 1, text: 'Nowhere' })).toMatchObject({
      problems: [{ code: 'NOT_FOUND', field: ['input', 'id'] }],
    });
  });
});

describe('the writes of a mutation', () => {
  it('are counted as statements, entities and raw SQL alike, without BEGIN and COMMIT', async () => {
    const statistics = noStatistics();
    await send(PIN, { text: 'Counted', wall: 'north' }, ann, statistics);
    // The actor, the note, the secret, the cursor, and the note as read again.
    expect(statistics).toEqual({ sqlStatements: 5, subgraphRequests: 0, bySubgraph: { notes: 5 } });
  });

  it('run on connections of the pool that reads', async () => {
    const pins = Array.from({ length: 40 }, (_, at) => send(PIN, { text: `Crowd ${at}`, wall: 'north' }));
    expect((await Promise.all(pins)).flatMap(({ problems }) => problems)).toEqual([]);
    const open = await count(`pg_stat_activity WHERE usename = current_user`);
    expect(open).toBe(runtime.pool.totalCount);
    expect(open).toBeLessThanOrEqual(20);
  });

  it('work as soon as the database does, after it was down for the first one', async () => {
    const late = subgraphOf('late');
    const lateRoom = openSubgraph(late, database, pino({ level: 'silent' }));
    const pin = () =>
      lateRoom.execute({
        document: PIN,
        variables: { input: { text: 'Patience', wall: 'north' } },
        caller: { actor: ann, language: 'EN', requestId: 'writing' },
      });
    try {
      expect(await pin()).toMatchObject({ errors: [expect.anything()] });
      await prepareDatabase([...Object.values(allSubgraphs), late], database, () => {});
      expect(await pin()).toMatchObject({ data: { notePin: { note: { text: 'Patience' }, problems: [] } } });
      await lateRoom.pool.query('DROP SCHEMA late CASCADE');
    } finally {
      await lateRoom.close();
    }
  });

  it('are rolled back when the connection breaks between them, and the next mutation gets another one', async () => {
    const texts = ['Torn', 'Whole'];
    const [first, second] = await Promise.all(
      texts.map(async (text) => (await send(PIN, { text, wall: 'north' })).note.id as string),
    );
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    betweenTwo = async () => {
      const { rowCount } = await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'passerelle notes%' AND state = 'idle in transaction'`,
      );
      expect(rowCount).toBe(1);
      await sleep(100);
    };
    try {
      const { errors } = await send(SWAP, { first, second });
      expect(errors).toMatchObject([{ code: 'SUBGRAPH_UNAVAILABLE' }]);
    } finally {
      betweenTwo = async () => {};
      await other.end();
    }
    expect(await count(`note WHERE wall = 'east' AND id = ANY($1)`, [[first, second]])).toBe(0);
    expect(await send(SWAP, { first, second })).toEqual({ note: { version: 2 }, problems: [] });
    expect(await count(`note WHERE wall = 'east' AND id = ANY($1)`, [[first, second]])).toBe(2);
  });
});

describe('a mutation in a deadlock', () => {
  /**
   * Another transaction has locked the second note, waits for the first one, and waits longer than the mutation before PostgreSQL
   * looks for deadlocks.
   */
  async function deadlocked(times: number) {
    const made = [`Left ${times}`, `Right ${times}`].map((text) => send(PIN, { text, wall: 'north' }));
    const [first, second] = (await Promise.all(made)).map(({ note }) => note.id as string);
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query(`SET deadlock_timeout = '10min'`);
    const { pid } = (await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!;
    const hold = (id: string) => other.query('SELECT FROM notes.note WHERE id = $1 FOR UPDATE', [id]);
    let tries = 0;
    let waiting: Promise<unknown> = Promise.resolve();
    betweenTwo = async () => {
      tries += 1;
      await waiting;
      if (tries > times) return;
      await other.query('BEGIN');
      await hold(second!);
      waiting = hold(first!).then(() => other.query('ROLLBACK'));
      await eventually(1, async () => {
        const waits = 'SELECT DISTINCT pid FROM pg_locks WHERE pid = $1 AND NOT granted';
        return (await runtime.pool.query(waits, [pid])).rowCount;
      });
    };
    try {
      return { answer: await send(SWAP, { first, second }), tries };
    } finally {
      betweenTwo = async () => {};
      await waiting;
      await other.end();
    }
  }

  it('is retried', async () => {
    const { answer, tries } = await deadlocked(1);
    expect(answer).toEqual({ note: { version: 2 }, problems: [] });
    expect(tries).toBe(2);
  });

  it('gives up after the third attempt, and reports that it can be sent again', async () => {
    const { answer, tries } = await deadlocked(3);
    expect(answer.errors).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining('try again') },
    ]);
    expect(tries).toBe(3);
  });
});

describe('the same request, sent again', () => {
  it('is executed once, and answered alike', async () => {
    const input = { text: 'Once', wall: 'north', clientMutationId: 'a-1' };
    const answers = await Promise.all(Array.from({ length: 15 }, () => send(PIN, input)));
    answers.push(await send(PIN, input));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ note: { text: 'Once' }, clientMutationId: 'a-1' });
    expect(await count(`note WHERE text = 'Once'`)).toBe(1);
  });

  it('is executed when the first one was refused', async () => {
    const input = { text: 'Later', wall: 'north', clientMutationId: 'a-2' };
    await runtime.pool.query(`INSERT INTO note (id, text, wall) VALUES ($1, 'Later', 'south')`, [
      newId('Note'),
    ]);
    expect((await send(PIN, input)).problems).toMatchObject([{ code: 'CODE_TAKEN' }]);
    await runtime.pool.query(`DELETE FROM note WHERE text = 'Later'`);
    expect((await send(PIN, input)).note.text).toBe('Later');
  });

  it('is a different one under another mutation, or from another caller', async () => {
    const input = { text: 'Mixed', wall: 'north', clientMutationId: 'a-3' };
    await send(PIN, input);
    expect((await send(PIN, { ...input, text: 'Mixed up' })).problems).toMatchObject([
      { code: 'CLIENT_MUTATION_ID_REUSED', field: ['input', 'clientMutationId'] },
    ]);
    expect((await send(PIN, input, writer('bob'))).problems).toMatchObject([{ code: 'CODE_TAKEN' }]);
    expect((await send(PIN, { ...input, clientMutationId: '' })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', argument: 'input.clientMutationId' },
    ]);
  });
});

describe('receipts', () => {
  it('are deleted after a week', async () => {
    const input = { text: 'Long ago', wall: 'north', clientMutationId: 'a-4' };
    await send(PIN, input);
    await runtime.pool.query(
      `UPDATE mutation_receipt SET created_at = now() - interval '8 days' WHERE client_mutation_id = 'a-4'`,
    );
    const before = await count('mutation_receipt');
    await dropOldReceipts(runtime.pool);
    expect(await count('mutation_receipt')).toBe(before - 1);
  });
});

describe('a job of another subgraph', () => {
  const pinned = (text: string, work: string, number: number) =>
    runtime.execute({
      document: PIN,
      variables: { input: { text, wall: 'north' } },
      caller: { actor: ann, language: 'EN', requestId: 'job', fence: { work, number } },
    });
  const codeOf = ({ errors }: Awaited<ReturnType<typeof pinned>>) =>
    (errors ?? []).map(({ extensions }) => extensions.code);

  it('writes nothing once a later step of its work has written', async () => {
    const [work, other] = [newId('Note'), newId('Note')];
    expect(codeOf(await pinned('Step 2', work, 2))).toEqual([]);
    // The same step may write several times, and other works have numbers of their own.
    expect(codeOf(await pinned('Step 2 again', work, 2))).toEqual([]);
    expect(codeOf(await pinned('Step 3', work, 3))).toEqual([]);
    expect(codeOf(await pinned('Step 2, late', work, 2))).toEqual(['CONFLICT']);
    expect(codeOf(await pinned('Step 1 of another', other, 1))).toEqual([]);
    expect(await count(`note WHERE text LIKE 'Step%'`)).toBe(4);
    expect(await count(`fence WHERE work = $1 AND number = 3`, [work])).toBe(1);
  });

  it('is forgotten a month after its last write', async () => {
    const before = await count('fence');
    const [long, short] = [newId('Note'), newId('Note')];
    await runtime.pool.query(
      `INSERT INTO fence (work, number, passed_at) VALUES ($1, 1, now() - interval '31 days'), ($2, 1, now() - interval '29 days')`,
      [long, short],
    );
    await dropOldFences(runtime.pool);
    expect(await count('fence')).toBe(before + 1);
    expect(await count('fence WHERE work = $1', [short])).toBe(1);
  });
});

describe('a demonstration', () => {
  it('marks what is written in it', async () => {
    const demo = openSubgraph(notes, { ...database, illustrative: true }, pino({ level: 'silent' }));
    try {
      const { data } = await demo.execute({
        document: PIN,
        variables: { input: { text: 'For show', wall: 'north' } },
        caller: { actor: ann, language: 'EN', requestId: 'writing' },
      });
      expect((data as any).notePin.note).toMatchObject({ text: 'For show', version: 1 });
    } finally {
      await demo.close();
    }
    const { rows } = await runtime.pool.query('SELECT text FROM note WHERE confidence = $1', [
      'ILLUSTRATIVE',
    ]);
    expect(rows).toEqual([{ text: 'For show' }]);
  });
});

describe('private changes', () => {
  it('are in the outbox, and returned to none of its readers', async () => {
    const { note } = await send(PIN, { text: 'Hush', wall: 'north' });
    expect(await count(`change WHERE private AND type = 'Secret' AND entity_id = $1`, [note.id])).toBe(1);
    const { data } = await runtime.execute({
      document: parse('{ _changes(first: 1000) _feed }'),
      caller: { actor: ANONYMOUS, language: 'EN', requestId: 'writing' },
    });
    const { _changes: changes, _feed: feed } = data as { _changes: any[]; _feed: { end: object } };
    expect(changes.filter(({ entityId }) => entityId === note.id).map(({ type }) => type)).toEqual(['Note']);
    const { transaction, number } = changes.at(-1);
    expect(feed.end).toEqual({ transaction, number });
  });
});

describe('a load after people have written', () => {
  it('changes rows that nobody has edited, and leaves the others', async () => {
    const id = makeId('Note', 'Wet');
    expect((await send(EDIT, { id, version: 0, text: 'Dry by now' })).note.version).toBe(1);
    const own = (await send(PIN, { text: 'My own', wall: 'north' })).note.id;
    shipped = ['Mind the gap', 'Wet paint, still'];
    await loadData(notes, runtime.pool, () => {}, true);
    shipped = [];
    const texts = async () =>
      (
        await runtime.pool.query<{ text: string }>('SELECT text FROM note WHERE id = ANY($1) ORDER BY text', [
          [id, own, makeId('Note', 'Min')],
        ])
      ).rows.map(({ text }) => text);
    expect(await texts()).toEqual(['Dry by now', 'Mind the gap', 'My own']);
    await loadData(notes, runtime.pool, () => {}, true);
    expect(await texts()).toEqual(['Dry by now', 'My own']);
  });
});
