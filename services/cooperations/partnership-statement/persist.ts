import type { Transaction } from '#kernel/mutations';
import { sql } from '#kernel/database';
import {
  PartnershipEntity,
  PartnershipForeignAuthorityEntity,
  PartnershipFrenchAuthorityEntity,
} from '../partnership/partnership.entity.js';
import type { KnownPartners, Partners } from '../partnership/partners.writes.js';
import { PartnershipPairDecisionEntity } from '../partnership-duplicate/partnership-duplicate.entity.js';
import { PartnershipBaseEntity, PartnershipStatementEntity } from './partnership-statement.entity.js';
import type { Working } from './working.js';

// Writes of many partnerships, a statement for each table.

const countriesOf = (partners: KnownPartners, { row, newPartners, foreignAuthorityIds }: Working): string[] =>
  newPartners?.countryCodes ??
  row?.countryCodes ?? [...new Set(foreignAuthorityIds.map((id) => partners.foreign.get(id)!.countryCode))];

function rowOf(partners: KnownPartners, partnership: Working): Partial<PartnershipEntity> {
  const countryCodes = countriesOf(partners, partnership);
  return {
    id: partnership.id,
    ...partnership.facts,
    historicalFrenchName: partnership.row?.historicalFrenchName ?? null,
    historicalFrenchNameUntil: partnership.row?.historicalFrenchNameUntil ?? null,
    countryCode: countryCodes[0]!,
    countryCodes,
  };
}

/** Writes the partners of partnerships, in two statements. */
export async function insertPartners(
  { manager }: Transaction,
  partnerships: readonly { id: string; partners: Partners }[],
): Promise<void> {
  if (!partnerships.length) return;
  await manager.insert(
    PartnershipFrenchAuthorityEntity,
    partnerships.flatMap(({ id, partners }) =>
      partners.frenchIds.map((authorityId, index) => ({
        partnershipId: id,
        authorityId,
        position: index + 1,
      })),
    ),
  );
  await manager.insert(
    PartnershipForeignAuthorityEntity,
    partnerships.flatMap(({ id, partners }) =>
      partners.foreign.map(({ id: foreignAuthorityId, kind }, index) => ({
        partnershipId: id,
        foreignAuthorityId,
        kind,
        position: index + 1,
      })),
    ),
  );
}

/** Removes the partners of partnerships, in two statements. */
export async function deletePartners(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  await transaction
    .named('Partnership.deletePartners')
    .rows(sql`DELETE FROM partnership_french_authority WHERE partnership_id = ANY(${ids}::uuid[])`);
  await transaction
    .named('Partnership.deletePartners')
    .rows(sql`DELETE FROM partnership_foreign_authority WHERE partnership_id = ANY(${ids}::uuid[])`);
}

/** Writes the rows and the partners of partnerships that are new or have changed. */
export async function writePartnerships(
  transaction: Transaction,
  all: Iterable<Working>,
  partners: KnownPartners,
): Promise<void> {
  const changed = [...all].filter(({ isChanged }) => isChanged);
  const made = changed.filter(({ row }) => row === null);
  const existing = changed.filter(({ row }) => row !== null);
  const { manager } = transaction;
  if (made.length)
    await manager.insert(
      PartnershipEntity,
      made.map((one) => rowOf(partners, one)),
    );
  if (existing.length)
    await manager.upsert(
      PartnershipEntity,
      existing.map((one) => rowOf(partners, one)),
      { conflictPaths: ['id'] },
    );
  const withPartners = changed.flatMap(({ id, newPartners }) =>
    newPartners === null ? [] : [{ id, partners: newPartners }],
  );
  await deletePartners(
    transaction,
    existing.filter(({ newPartners }) => newPartners !== null).map(({ id }) => id),
  );
  await insertPartners(transaction, withPartners);
}

/** Writes what rows have made of partnerships. @param stated ids of the statements that are new or have changed */
export async function persist(
  transaction: Transaction,
  world: {
    partnerships: ReadonlyMap<string, Working>;
    partners: KnownPartners;
    keptApart: readonly { firstId: string; secondId: string }[];
  },
  stated: ReadonlySet<string>,
  importId: string | null,
): Promise<void> {
  const { manager, actor } = transaction;
  const all = [...world.partnerships.values()];
  await writePartnerships(transaction, all, world.partners);
  const bases = all.flatMap(({ id, own, hasBase, isChanged }) =>
    isChanged && own !== null && !hasBase ? [{ partnershipId: id, facts: own }] : [],
  );
  if (bases.length) await manager.insert(PartnershipBaseEntity, bases);
  const statements = all.flatMap((partnership) => partnership.statements.filter(({ id }) => stated.has(id)));
  if (statements.length)
    await manager.upsert(PartnershipStatementEntity, statements, { conflictPaths: ['id'] });
  if (world.keptApart.length)
    await manager
      .createQueryBuilder()
      .insert()
      .into(PartnershipPairDecisionEntity)
      .values(
        world.keptApart.map((pair) => ({
          ...pair,
          decision: 'KEEP_APART' as const,
          decidedBy: actor.id,
          importId,
        })),
      )
      .orIgnore()
      .execute();
}
