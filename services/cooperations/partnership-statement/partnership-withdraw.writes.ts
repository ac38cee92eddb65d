import { columnsOf, sql } from '#kernel/database';
import { isPermitted, requirePermission, scopeTargets } from '#kernel/auth';
import type { Transaction, Written } from '#kernel/mutations';
import { badUserInput, expected } from '#kernel/errors';
import { readPartners } from '../partnership/partners.writes.js';
import { PartnershipEntity } from '../partnership/partnership.entity.js';
import { lockAuthorities, readCandidates } from './candidates.js';
import type { PartnershipStatementsWithdrawInput } from './partnership-record.input.js';
import { RECORD_SCOPE } from './partnership-record.rights.js';
import { importIdOf } from './partnership-record.writes.js';
import {
  PartnershipBaseEntity,
  PartnershipStatementEntity,
  importIdsOf,
  type ReplacedStatement,
} from './partnership-statement.entity.js';
import { deletePartners, writePartnerships } from './persist.js';
import { refresh, type World } from './plan-row.writes.js';
import type { Working } from './working.js';

const MAX_STATEMENTS = 100;
const statementColumns = columnsOf(PartnershipStatementEntity, 's');

/** Condition that an import made a statement `s`, or one that it has replaced since. */
const ofImport = (importId: string) => sql`s.import_ids @> ARRAY[${importId}::uuid]`;

/** What a statement was without those of an import; null when nothing is left of it. */
export function withoutImport(one: ReplacedStatement, importId: string): ReplacedStatement | null {
  const previous = one.previous && withoutImport(one.previous, importId);
  return one.importId === importId ? previous : { ...one, previous };
}

/** Takes the import out of the statements of a partnership. @returns ids of the statements that changed and that went */
function withdrawFrom(partnership: Working, importId: string, ids: ReadonlySet<string>) {
  const restored: PartnershipStatementEntity[] = [];
  const gone: string[] = [];
  partnership.statements = partnership.statements.flatMap((statement) => {
    if (!ids.has(statement.id)) return [statement];
    const recordedAt = new Date(statement.recordedAt).toISOString();
    const left = withoutImport({ ...statement, recordedAt }, importId);
    if (left === null) {
      gone.push(statement.id);
      return [];
    }
    const { id, partnershipId, sourceKey, externalId } = statement;
    const kept = { id, partnershipId, sourceKey, externalId };
    const before = {
      ...left,
      ...kept,
      recordedAt: new Date(left.recordedAt),
      importIds: importIdsOf(left),
    };
    restored.push(before);
    return [before];
  });
  return { restored, gone };
}

/** Partnerships that laureates, requests or joined partnerships refer to. */
async function referenced(transaction: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await transaction.named('Partnership.referenced').rows<{ id: string }>(
    sql`SELECT partnership_id AS id FROM laureate WHERE partnership_id = ANY(${ids}::uuid[])
      UNION SELECT partnership_id FROM cooperation_request WHERE partnership_id = ANY(${ids}::uuid[])
      UNION SELECT partnership_id FROM partnership_alias WHERE partnership_id = ANY(${ids}::uuid[])`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Ids of the partners on one side, of partnerships and of what is stated of them. */
const partnersIn = (all: readonly Working[], side: 'frenchAuthorityIds' | 'foreignAuthorityIds') => [
  ...new Set(all.flatMap((one) => [...one[side], ...one.statements.flatMap(({ stated }) => stated[side])])),
];

/** @throws FORBIDDEN for an import of which an editor has recorded nothing */
function requireOwnImport(transaction: Transaction, all: number, own: number): void {
  const { actor } = transaction;
  requirePermission(actor, RECORD_SCOPE);
  if (scopeTargets(actor, RECORD_SCOPE) !== 'ALL' && all > 0 && own === 0)
    requirePermission(actor, RECORD_SCOPE, '');
}

/** Takes up to `limit` statements of an import back. */
export async function withdrawStatements(
  transaction: Transaction,
  input: PartnershipStatementsWithdrawInput,
): Promise<Written> {
  const { actor, manager } = transaction;
  requirePermission(actor, RECORD_SCOPE);
  const importId = importIdOf(input.importId)!;
  if (input.limit < 1 || input.limit > MAX_STATEMENTS)
    throw badUserInput({
      argument: 'input.limit',
      expected: expected('NUMBER', { min: 1, max: MAX_STATEMENTS }),
    });
  const isAll = isPermitted(actor, RECORD_SCOPE) && scopeTargets(actor, RECORD_SCOPE) === 'ALL';
  const mine = isAll ? sql`true` : sql`s.recorded_by = ${actor.id}`;
  const [counted] = await transaction
    .named('PartnershipStatement.ofImport')
    .rows<{ all: number; own: number }>(
      sql`SELECT count(*)::int AS "all", (count(*) FILTER (WHERE ${mine}))::int AS own
      FROM partnership_statement s WHERE ${ofImport(importId)}`,
    );
  requireOwnImport(transaction, counted!.all, counted!.own);
  const statements = await transaction
    .named('PartnershipStatement.ofImport')
    .rows<PartnershipStatementEntity>(
      sql`SELECT ${statementColumns} FROM partnership_statement s
      WHERE ${ofImport(importId)} AND ${mine} ORDER BY s.id LIMIT ${input.limit}`,
    );
  await lockAuthorities(transaction, [
    ...new Set(statements.flatMap(({ stated }) => stated.frenchAuthorityIds)),
  ]);
  const ids = new Set(statements.map(({ id }) => id));
  const partnerships = await readCandidates(transaction, {
    frenchIds: [],
    foreignIds: [],
    ids: [...new Set(statements.map(({ partnershipId }) => partnershipId))],
  });
  const all = [...partnerships.values()];
  const results = all.map((one) => withdrawFrom(one, importId, ids));
  const emptied = all.filter(({ own, statements: left }) => own === null && left.length === 0);
  const held = await referenced(
    transaction,
    emptied.map(({ id }) => id),
  );
  const removed = emptied.filter(({ id }) => !held.has(id));
  const partners = await readPartners(
    transaction,
    partnersIn(all, 'frenchAuthorityIds'),
    partnersIn(all, 'foreignAuthorityIds'),
  );
  const world: World = { partnerships, partners, keptApart: [] };
  const staying = all.filter((one) => !emptied.includes(one));
  for (const one of staying) refresh(world, one);
  const gone = results.flatMap((result) => result.gone);
  const restored = results.flatMap((result) => result.restored);
  await transaction
    .named('PartnershipStatement.delete')
    .rows(sql`DELETE FROM partnership_statement WHERE id = ANY(${gone}::uuid[])`);
  if (restored.length) await manager.upsert(PartnershipStatementEntity, restored, { conflictPaths: ['id'] });
  await writePartnerships(transaction, staying, partners);
  const unstated = staying.filter(({ statements: left }) => left.length === 0).map(({ id }) => id);
  if (unstated.length)
    await manager.createQueryBuilder().delete().from(PartnershipBaseEntity).whereInIds(unstated).execute();
  const removedIds = removed.map(({ id }) => id);
  await deletePartners(transaction, removedIds);
  if (removedIds.length)
    await manager.createQueryBuilder().delete().from(PartnershipEntity).whereInIds(removedIds).execute();
  await transaction.named('PartnershipPairDecision.withdraw').rows(
    sql`DELETE FROM partnership_pair_decision WHERE import_id = ${importId}
      AND (first_id = ANY(${removedIds}::uuid[]) OR second_id = ANY(${removedIds}::uuid[]))`,
  );
  return {
    id: all[0]?.id ?? NO_ID,
    details: {
      withdrawn: statements.length,
      left: counted!.own - statements.length,
      removed: removed.length,
      kept: held.size,
    },
  };
}
const NO_ID = '00000000-0000-0000-0000-000000000000';
