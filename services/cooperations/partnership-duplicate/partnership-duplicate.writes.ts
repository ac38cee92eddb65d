import { sql } from '#kernel/database';
import { Confidence, type SourceConflict } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import type { Transaction } from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { JOINED_SOURCE, refusal } from '#vocabulary';
import { datesOf } from '../partnership/partial-dates.js';
import { partnersAmong, readPartners } from '../partnership/partners.writes.js';
import { lockAuthorities, readCandidates } from '../partnership-statement/candidates.js';
import {
  PartnershipBaseEntity,
  PartnershipStatementEntity,
} from '../partnership-statement/partnership-statement.entity.js';
import { recordingParty } from '../partnership-statement/partnership-record.rights.js';
import { deletePartners, writePartnerships } from '../partnership-statement/persist.js';
import { refresh, type World } from '../partnership-statement/plan-row.writes.js';
import type { Facts, Stated } from '../partnership-statement/stated.js';
import { digestOf } from '../partnership-statement/validate-source.js';
import type { Working } from '../partnership-statement/working.js';
import { PartnershipAliasEntity, PartnershipPairDecisionEntity } from './partnership-duplicate.entity.js';
import type { PartnershipDuplicateDecideInput } from './partnership-duplicate.input.js';

const statedBy = (own: Facts, { frenchAuthorityIds, foreignAuthorityIds }: Working): Stated => ({
  frenchAuthorityIds,
  foreignAuthorityIds,
  kind: own.kind,
  titleFr: own.titleFr,
  titleEn: own.titleEn,
  themeCodes: own.themeCodes,
  dacSectorCode: own.dacSectorCode,
  ...datesOf(own),
  status: own.statusInSource,
  amounts: own.amounts.length
    ? own.amounts
    : own.amountEur === null
      ? []
      : [
          {
            amount: own.amountEur,
            currency: 'EUR',
            year: own.grantedOn === null ? null : Number(own.grantedOn.slice(0, 4)),
            funder: own.funder,
          },
        ],
  documents: own.documents,
  note: own.note,
});

function joinedConflicts(one: readonly SourceConflict[], other: readonly SourceConflict[]): SourceConflict[] {
  const rest = other.filter(({ field }) => one.every((conflict) => conflict.field !== field));
  return [...one, ...rest];
}

/** Gives the survivor what the other says. @returns the statement that its own facts become; null when it has none */
function absorb(
  transaction: Transaction,
  survivor: Working,
  other: Working,
): PartnershipStatementEntity | null {
  const moved = other.statements.map((statement) => ({ ...statement, partnershipId: survivor.id }));
  survivor.statements.push(...moved);
  if (survivor.own)
    survivor.own = {
      ...survivor.own,
      searchText: searchText([survivor.own.searchText, other.facts.searchText]),
    };
  if (other.own === null) return null;
  if (survivor.own === null) {
    survivor.own = other.own;
    survivor.frenchAuthorityIds = other.frenchAuthorityIds;
    survivor.foreignAuthorityIds = other.foreignAuthorityIds;
    return null;
  }
  const { sources, asOf } = other.own;
  survivor.own = {
    ...survivor.own,
    sources: [...survivor.own.sources, ...sources],
    conflicts: joinedConflicts(survivor.own.conflicts, other.own.conflicts),
  };
  const stated = statedBy(other.own, other);
  const source = sources[0]!;
  const statement: PartnershipStatementEntity = {
    id: newId('PartnershipStatement'),
    partnershipId: survivor.id,
    sourceKey: JOINED_SOURCE,
    externalId: other.id,
    source,
    asOf,
    party: recordingParty(transaction),
    recordedBy: transaction.actor.id,
    importId: null,
    stated,
    digest: digestOf(stated, source, asOf),
    recordedAt: new Date(),
    previous: null,
    importIds: [],
  };
  survivor.statements.push(statement);
  return statement;
}

/** Leads what refers to a partnership to the one that it was joined into. */
async function redirect(transaction: Transaction, from: string, to: string): Promise<void> {
  const run = (statement: ReturnType<typeof sql>) =>
    transaction.named('Partnership.redirect').rows(statement);
  await run(sql`UPDATE laureate SET partnership_id = ${to} WHERE partnership_id = ${from}`);
  await run(sql`UPDATE cooperation_request SET partnership_id = ${to} WHERE partnership_id = ${from}`);
  await run(sql`UPDATE partnership_alias SET partnership_id = ${to} WHERE partnership_id = ${from}`);
  await run(sql`INSERT INTO partnership_pair_decision (first_id, second_id, decision, decided_by, decided_at, import_id)
    SELECT least(${to}::uuid, o.id), greatest(${to}::uuid, o.id), d.decision, d.decided_by, d.decided_at, d.import_id
    FROM partnership_pair_decision d
      CROSS JOIN LATERAL (SELECT CASE WHEN d.first_id = ${from} THEN d.second_id ELSE d.first_id END AS id) o
    WHERE ${from} IN (d.first_id, d.second_id) AND o.id <> ${to} ON CONFLICT DO NOTHING`);
}

async function joinPair(transaction: Transaction, survivor: Working, other: Working): Promise<void> {
  const { manager } = transaction;
  const frenchIds = [...new Set([...survivor.frenchAuthorityIds, ...other.frenchAuthorityIds])];
  const foreignIds = [...new Set([...survivor.foreignAuthorityIds, ...other.foreignAuthorityIds])];
  const partners = await readPartners(transaction, frenchIds, foreignIds);
  const world: World = { partnerships: new Map(), partners, keptApart: [] };
  const statement = absorb(transaction, survivor, other);
  if (survivor.own !== null) {
    // Partners of either are partners of the one that stays, those of its own first.
    Object.assign(survivor, { frenchAuthorityIds: frenchIds, foreignAuthorityIds: foreignIds });
    survivor.newPartners = partnersAmong(partners, frenchIds, foreignIds);
  }
  refresh(world, survivor);
  if (statement) await manager.insert(PartnershipStatementEntity, statement);
  await transaction
    .named('PartnershipStatement.move')
    .rows(
      sql`UPDATE partnership_statement SET partnership_id = ${survivor.id} WHERE partnership_id = ${other.id}`,
    );
  await writePartnerships(transaction, [survivor], partners);
  await redirect(transaction, other.id, survivor.id);
  await transaction
    .named('Partnership.deleteJoined')
    .rows(sql`DELETE FROM partnership_base WHERE partnership_id = ${other.id}`);
  if (survivor.own !== null && survivor.statements.length)
    await manager.upsert(
      PartnershipBaseEntity,
      { partnershipId: survivor.id, facts: survivor.own },
      { conflictPaths: ['partnershipId'] },
    );
  await deletePartners(transaction, [other.id]);
  await transaction
    .named('Partnership.deleteJoined')
    .rows(sql`DELETE FROM partnership WHERE id = ${other.id}`);
  await manager.insert(PartnershipAliasEntity, { id: other.id, partnershipId: survivor.id });
}

/**
 * Decides whether two partnerships are one, and remembers it.
 * @throws Refusal PARTNERSHIP_UNKNOWN, DECISION_INVALID
 */
export async function decidePair(
  transaction: Transaction,
  input: PartnershipDuplicateDecideInput,
): Promise<string> {
  const id = requireId('Partnership', input.partnershipId, 'input.partnershipId');
  const otherId = requireId('Partnership', input.otherId, 'input.otherId');
  if (id === otherId) throw refusal('DECISION_INVALID.SAME', 'otherId');
  const authorities = await transaction
    .named('Partnership.authorities')
    .rows<{ id: string }>(
      sql`SELECT authority_id AS id FROM partnership_french_authority WHERE partnership_id IN (${id}, ${otherId})`,
    );
  await lockAuthorities(
    transaction,
    authorities.map((one) => one.id),
  );
  const found = await readCandidates(transaction, { frenchIds: [], foreignIds: [], ids: [id, otherId] });
  const [survivor, other] = [found.get(id), found.get(otherId)];
  if (!survivor) throw refusal('PARTNERSHIP_UNKNOWN', 'partnershipId');
  if (!other) throw refusal('PARTNERSHIP_UNKNOWN', 'otherId');
  const examples = [survivor, other].filter(({ facts }) => facts.confidence === Confidence.ILLUSTRATIVE);
  if (examples.length === 1) throw refusal('DECISION_INVALID.ILLUSTRATIVE', 'otherId');
  if (!survivor.frenchAuthorityIds.some((one) => other.frenchAuthorityIds.includes(one)))
    throw refusal('DECISION_INVALID.NO_COMMON_PARTNER', 'otherId', { id });
  const [firstId, secondId] = [id, otherId].sort() as [string, string];
  if (input.decision === 'JOIN') await joinPair(transaction, survivor, other);
  await transaction.manager.upsert(
    PartnershipPairDecisionEntity,
    { firstId, secondId, decision: input.decision, decidedBy: transaction.actor.id, importId: null },
    { conflictPaths: ['firstId', 'secondId'] },
  );
  return id;
}
