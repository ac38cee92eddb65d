import { Confidence } from '#kernel/graphql';
import { refuseAny, validateAll, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { dayInParis, problem, provenanceForCreate, refusal, sourceOf } from '#vocabulary';
import { sql } from '#kernel/database';
import { lockAuthorities, readCandidates } from '../partnership-statement/candidates.js';
import { consolidated } from '../partnership-statement/consolidate.js';
import { addStatement, matchesOf, type World } from '../partnership-statement/plan-row.writes.js';
import { persist } from '../partnership-statement/persist.js';
import type { Stated } from '../partnership-statement/stated.js';
import { digestOf, externalIdProblem, validateSource } from '../partnership-statement/validate-source.js';
import { validateStated } from '../partnership-statement/validate-stated.writes.js';
import { newWorking, type Working } from '../partnership-statement/working.js';
import { partnersAmong, readPartners } from './partners.writes.js';
import { party } from './partnership.locking.js';
import { datesIn } from './partnership.dates.js';
import { requireAnyPartnerToCreate } from './partnership.rights.js';
import type { PartnershipCreateInput } from './partnership.write.input.js';

const FIELDS = { start: 'startYear', signed: 'signedOn', end: 'endDate' };

/** Reads what the checks of a new partnership need, after the writers of its authorities were made to wait. */
async function readKnown(transaction: Transaction, input: PartnershipCreateInput) {
  const french = input.frenchAuthorityIds.map((id) => requireId('Authority', id, 'input.frenchAuthorityIds'));
  const foreign = input.foreignAuthorityIds.map((id) =>
    requireId('ForeignAuthority', id, 'input.foreignAuthorityIds'),
  );
  await lockAuthorities(transaction, french);
  const themes = await transaction
    .named('theme_tree.known')
    .rows<{ code: string }>(
      sql`SELECT code FROM theme_tree WHERE code = ANY(${input.themeCodes ?? []}::text[])`,
    );
  return {
    partners: await readPartners(transaction, french, foreign),
    themes: new Set(themes.map(({ code }) => code)),
    day: dayInParis(),
  };
}

/** Source and key of an input that names them. @throws Refusal SOURCE_INVALID and those of the source */
async function sourceIn({ source, externalId = null }: PartnershipCreateInput, stated: Stated) {
  if (source == null) {
    refuseAny([externalId !== null && problem('SOURCE_INVALID.NEEDED', 'externalId')]);
    return null;
  }
  const valid = await validateSource(source);
  refuseAny([externalId !== null && externalIdProblem(externalId, 'externalId')]);
  // One that gives no key is known by its content.
  return { ...valid, externalId: externalId ?? digestOf(stated, valid.source, null) };
}

/** Refuses what seems to exist. @param report is told the ids of what exists @throws Refusal POSSIBLE_DUPLICATE */
function requireNew(partnerships: Iterable<Working>, stated: Stated, report: (ids: string[]) => void): void {
  const { same } = matchesOf(partnerships, stated);
  if (!same[0]) return;
  report(same.map(({ id }) => id));
  throw refusal('POSSIBLE_DUPLICATE.PARTNERSHIP', 'frenchAuthorityIds', { id: same[0].id });
}

/**
 * Creates a partnership. @param report is told the ids of those that it seems to be, before it is refused
 * @throws Refusal POSSIBLE_DUPLICATE and those of the fields
 */
export async function createPartnership(
  transaction: Transaction,
  input: PartnershipCreateInput,
  report: (ids: string[]) => void,
): Promise<string> {
  requireAnyPartnerToCreate(transaction, input.frenchAuthorityIds);
  const known = await readKnown(transaction, input);
  const status = input.status ?? 'ONGOING';
  const { stated } = await validateAll({
    stated: () =>
      validateStated({ ...input, status } as typeof input & { status: never }, datesIn(input), known, FIELDS),
  });
  const cited = await sourceIn(input, stated);
  const existing = await readCandidates(transaction, {
    frenchIds: stated.frenchAuthorityIds,
    foreignIds: stated.foreignAuthorityIds,
    ids: [],
  });
  if (cited) await requireNewKey(transaction, cited, report);
  if (input.createAnyway !== true) requireNew(existing.values(), stated, report);
  const world: World = { partnerships: new Map(), partners: known.partners, keptApart: [] };
  const made = newPartnership(transaction, world, stated, input.asOf ?? cited?.source.asOf ?? null, cited);
  world.partnerships.set(made.id, made);
  await persist(transaction, world, new Set(made.statements.map(({ id }) => id)), null);
  return made.id;
}

/** @throws Refusal POSSIBLE_DUPLICATE for a key that a statement has */
async function requireNewKey(
  transaction: Transaction,
  { key, externalId }: { key: string; externalId: string },
  report: (ids: string[]) => void,
): Promise<void> {
  const [found] = await transaction
    .named('PartnershipStatement.byKey')
    .rows<{ id: string }>(
      sql`SELECT partnership_id AS id FROM partnership_statement WHERE source_key = ${key} AND external_id = ${externalId}`,
    );
  if (!found) return;
  report([found.id]);
  throw refusal('POSSIBLE_DUPLICATE.STATEMENT', 'externalId', { id: found.id });
}

/** A partnership that the authority states itself or, with a source, one that this source states. */
function newPartnership(
  transaction: Transaction,
  world: World,
  stated: Stated,
  asOf: string | null,
  cited: Awaited<ReturnType<typeof sourceIn>>,
): Working {
  const { frenchAuthorityIds, foreignAuthorityIds } = stated;
  const partners = partnersAmong(world.partners, frenchAuthorityIds, foreignAuthorityIds);
  const made: Working = { ...newWorking(stated), hasBase: true, newPartners: partners };
  const day = dayInParis();
  if (cited) {
    addStatement(world, made, {
      sourceKey: cited.key,
      externalId: cited.externalId,
      source: asOf === null ? { ...cited.source, readOn: day } : cited.source,
      asOf: asOf ?? day,
      party: party(transaction),
      recordedBy: transaction.actor.id,
      importId: null,
      stated,
      digest: digestOf(stated, cited.source, asOf),
      recordedAt: new Date(),
    });
    return made;
  }
  const source = sourceOf(party(transaction));
  const statement = { sourceKey: '', externalId: '', source, asOf: asOf ?? day, stated };
  made.facts = {
    ...consolidated(null, [statement], partners.names),
    ...provenanceForCreate(party(transaction)),
    ...(asOf !== null && { asOf }),
    ...(stated.start !== null && { startYearConfidence: Confidence.CONFIRMED }),
  };
  made.own = made.facts;
  return made;
}
