import { ANONYMOUS, loadData, openPool, openRoom, type Actor, type Room, type Subgraph } from '#kernel';
import { parse, type DocumentNode } from 'graphql';
import { pino } from 'pino';

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };

const GROUP_SCOPES = ['country-group:write', 'event:write', 'news:write', 'resource:write'];
const REVIEWER_SCOPES = ['label:decide', 'committee-session:write', 'label-application:read', 'call:write'];
const EDITOR_SCOPES = ['expertise:write', 'label-application:write', 'partnership:write', 'interest:write'];
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  PARTNER: [],
  AUTHORITY_EDITOR: EDITOR_SCOPES,
  FOREIGN_AUTHORITY: ['request:write'],
  GROUP_MANAGER: GROUP_SCOPES,
  REVIEWER: REVIEWER_SCOPES,
  ADMINISTRATOR: [
    ...EDITOR_SCOPES,
    ...GROUP_SCOPES,
    ...REVIEWER_SCOPES,
    'request:write',
    'authority:merge',
    'access:write',
    'audit:read',
  ],
};

/** Somebody in a role, of these things where the role is confined. */
export function actorOf(role: string, ...of: string[]): Actor {
  return {
    ...ANONYMOUS,
    kind: 'PERSON',
    id: `test:${role}:${of.join(',')}`,
    name: `Test ${role}`,
    roles: [role],
    permissions: SCOPES[role]!.flatMap((scope) =>
      (of.length ? of : [null]).map((one) => ({ scope, of: one })),
    ),
  };
}

export interface Written {
  problems: { code: string; field: string[]; message: string }[];
  asOf: string;
  clientMutationId: string | null;
  errors?: { code: string }[];
  // The thing that was changed, under its own name; tests read it freely.
  [object: string]: any;
}

export interface Writer {
  room: Room;
  /**
   * Runs a mutation of the room, behind its own door.
   * @param object the field of the payload and what is read of it, such as `event { id version }`
   */
  send(mutation: string, object: string, input: object, actor: Actor): Promise<Written>;
  /** Codes of the problems, or of the errors. */
  refused(mutation: string, input: object, actor: Actor): Promise<string[]>;
  /** Operation, type and version before and after, of what was done to a thing. */
  auditOf(id: string): Promise<{ actor: string; operation: string; before: any; after: any }[]>;
  /** Ends it, and leaves the data as it was shipped: other tests have the same graph. */
  close(): Promise<void>;
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Writes to a subgraph whose pool is as large as a race needs. */
export function openWriter(subgraph: Subgraph): Writer {
  const room = openRoom(subgraph, { ...database, poolSize: 20 }, pino({ level: 'silent' }));
  const documents = new Map<string, DocumentNode>();

  async function send(mutation: string, object: string, input: object, actor: Actor): Promise<Written> {
    const text = `mutation ($input: ${capital(mutation)}Input!) { ${mutation}(input: $input) {
      ${object} problems { code field message } clientMutationId asOf } }`;
    const document = documents.get(text) ?? parse(text);
    documents.set(text, document);
    const { data, errors } = await room.execute({
      document,
      variables: { input },
      caller: { actor, language: 'FR', requestId: mutation },
    });
    if (errors)
      return {
        problems: [],
        asOf: '',
        clientMutationId: null,
        errors: errors.map(({ message, extensions }) => ({ message, code: '', ...extensions })),
      };
    // As it arrives at a client.
    return (JSON.parse(JSON.stringify(data)) as Record<string, Written>)[mutation]!;
  }

  return {
    room,
    send,
    async refused(mutation, input, actor) {
      const { errors, problems } = await send(mutation, '__typename', input, actor);
      return (errors ?? problems).map(({ code }) => code);
    },
    async auditOf(id) {
      const { rows } = await room.pool.query(
        'SELECT actor, operation, before, after FROM audit WHERE entity_id = $1 ORDER BY number',
        [id],
      );
      return rows;
    },
    async close() {
      const { rows: written } = await room.pool.query<{ table: string }>(
        `SELECT table_name AS table FROM information_schema.columns WHERE table_schema = $1 AND column_name = 'version'
           AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = $1)`,
        [subgraph.sqlSchema],
      );
      for (const { table } of written)
        await room.pool.query(`UPDATE ${table} SET version = 0 WHERE version > 0`);
      await loadAgain(subgraph);
      await room.close();
    },
  };
}

/** Reads the data files of a subgraph, as a start after an update does. */
export async function loadAgain(subgraph: Subgraph): Promise<void> {
  const pool = openPool(subgraph, { ...database, poolSize: 2 });
  await loadData(subgraph, pool, () => {}, true).finally(() => pool.end());
}
