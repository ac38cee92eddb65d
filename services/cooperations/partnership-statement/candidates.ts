import { columnsOf, sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { PartnershipEntity } from '../partnership/partnership.entity.js';
import { PartnershipBaseEntity, PartnershipStatementEntity } from './partnership-statement.entity.js';
import { factsOf, type Facts } from './stated.js';
import type { Working } from './working.js';

const columns = columnsOf(PartnershipEntity, 'p');
const statementColumns = columnsOf(PartnershipStatementEntity, 's');
const baseColumns = columnsOf(PartnershipBaseEntity, 'b');

/**
 * Makes the writers of partnerships of these authorities wait for each other until the transaction ends, so that two who
 * send one partnership at the same time make one.
 */
export async function lockAuthorities(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await transaction.named('Partnership.lockAuthorities').rows(
    sql`SELECT pg_advisory_xact_lock(k.key) FROM (SELECT DISTINCT hashtextextended('partnership ' || id, 0) AS key
        FROM unnest(${[...ids]}::text[]) id ORDER BY 1) k`,
  );
}

/** Examples of a demonstration and facts never meet. */
const isOfThisWorld = sql`(p.confidence = 'ILLUSTRATIVE') = (coalesce(current_setting('passerelle.illustrative', true), '') = 'on')`;

type PartnershipWithPartners = PartnershipEntity & {
  frenchAuthorityIds: string[];
  foreignAuthorityIds: string[];
};

/**
 * Locks and reads, in three statements, the partnerships that have one of these authorities on either side, and those of
 * these ids.
 */
export async function readCandidates(
  transaction: Transaction,
  among: { frenchIds: readonly string[]; foreignIds: readonly string[]; ids: readonly string[] },
): Promise<Map<string, Working>> {
  const rows = await transaction.named('Partnership.candidates').rows<PartnershipWithPartners>(
    sql`SELECT ${columns},
      ARRAY(SELECT authority_id FROM partnership_french_authority WHERE partnership_id = p.id ORDER BY position) AS "frenchAuthorityIds",
      ARRAY(SELECT foreign_authority_id FROM partnership_foreign_authority WHERE partnership_id = p.id ORDER BY position) AS "foreignAuthorityIds"
      FROM partnership p WHERE (${isOfThisWorld} OR p.id = ANY(${among.ids}::uuid[])) AND p.id IN (
        SELECT unnest(${among.ids}::uuid[])
        UNION SELECT f.partnership_id FROM partnership_french_authority f JOIN partnership_foreign_authority x USING (partnership_id)
        WHERE f.authority_id = ANY(${among.frenchIds}::uuid[]) AND x.foreign_authority_id = ANY(${among.foreignIds}::uuid[]))
      ORDER BY p.id FOR UPDATE`,
  );
  const { baseOf, statementsOf } = await readStatements(
    transaction,
    rows.map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.id, working(row, baseOf.get(row.id), statementsOf.get(row.id)!)]));
}

/** Statements of partnerships, and what these are known for apart from them. */
export async function readStatements(transaction: Transaction, ids: readonly string[]) {
  const statements = await transaction
    .named('PartnershipStatement.ofPartnerships')
    .rows<PartnershipStatementEntity>(
      sql`SELECT ${statementColumns} FROM partnership_statement s WHERE s.partnership_id = ANY(${ids}::uuid[]) ORDER BY s.id`,
    );
  const bases = await transaction
    .named('PartnershipBase.ofPartnerships')
    .rows<PartnershipBaseEntity>(
      sql`SELECT ${baseColumns} FROM partnership_base b WHERE b.partnership_id = ANY(${ids}::uuid[])`,
    );
  const baseOf = new Map(bases.map(({ partnershipId, facts }) => [partnershipId, facts]));
  const statementsOf = new Map<string, PartnershipStatementEntity[]>(ids.map((id) => [id, []]));
  for (const statement of statements) statementsOf.get(statement.partnershipId)!.push(statement);
  return { baseOf, statementsOf };
}

function working(
  row: PartnershipWithPartners,
  base: Facts | undefined,
  statements: PartnershipStatementEntity[],
): Working {
  const facts = factsOf(row);
  return {
    id: row.id,
    frenchAuthorityIds: row.frenchAuthorityIds,
    foreignAuthorityIds: row.foreignAuthorityIds,
    row,
    own: base ?? (statements.length ? null : facts),
    hasBase: base !== undefined,
    statements,
    facts,
    isChanged: false,
    newPartners: null,
  };
}
