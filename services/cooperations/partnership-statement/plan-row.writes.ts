import { newId } from '#kernel/values';
import { refusal } from '#vocabulary';
import { partnersAmong, type KnownPartners } from '../partnership/partners.writes.js';
import { consolidated, orderedStatements } from './consolidate.js';
import { compareTies, fitOf } from './match-rule.js';
import {
  importIdsOf,
  type PartnershipStatementEntity,
  type ReplacedStatement,
} from './partnership-statement.entity.js';
import { newWorking, tieOf, tieStated, type Working } from './working.js';

/** Statement that a row makes, before it is known of which partnership. */
export type NewStatement = Omit<
  PartnershipStatementEntity,
  'id' | 'partnershipId' | 'previous' | 'importIds'
>;

/** What one row does. */
export type Fate =
  | { outcome: 'CREATED' | 'JOINED' | 'UPDATED' | 'UNCHANGED'; id: string }
  | { outcome: 'AMBIGUOUS'; candidates: string[] };

/** All partnerships that the rows of a batch concern, and what the rows before have made of them. */
export interface World {
  partnerships: Map<string, Working>;
  partners: KnownPartners;
  /** Pairs that a row keeps apart. */
  keptApart: { firstId: string; secondId: string }[];
}

const MAX_CANDIDATES = 5;

const namesOf = ({ partners }: World, { frenchAuthorityIds, foreignAuthorityIds }: Working): string[] => [
  ...frenchAuthorityIds.flatMap((id) => partners.french.get(id)?.name ?? []),
  ...foreignAuthorityIds.flatMap((id) => partners.foreign.get(id)?.names ?? []),
];

const isSameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((id, at) => id === other[at]);

/** A partnership that statements made has the partners of the first of them. */
function setPartners(world: World, partnership: Working): void {
  const [first] = orderedStatements(partnership.statements);
  if (partnership.own !== null || !first) return;
  const { frenchAuthorityIds, foreignAuthorityIds } = first.stated;
  const isSame =
    isSameList(partnership.frenchAuthorityIds, frenchAuthorityIds) &&
    isSameList(partnership.foreignAuthorityIds, foreignAuthorityIds);
  if (isSame && partnership.row !== null && partnership.newPartners === null) return;
  Object.assign(partnership, { frenchAuthorityIds, foreignAuthorityIds });
  partnership.newPartners = partnersAmong(world.partners, frenchAuthorityIds, foreignAuthorityIds);
}

/** Derives what a partnership shows from its statements. */
export function refresh(world: World, partnership: Working): void {
  setPartners(world, partnership);
  partnership.facts = consolidated(partnership.own, partnership.statements, namesOf(world, partnership));
  partnership.isChanged = true;
}

/** Adds a statement to a partnership, which then shows it too. */
export function addStatement(world: World, partnership: Working, statement: NewStatement): void {
  partnership.statements.push({
    ...statement,
    id: newId('PartnershipStatement'),
    partnershipId: partnership.id,
    previous: null,
    importIds: importIdsOf({ importId: statement.importId, previous: null }),
  });
  refresh(world, partnership);
}

function create(world: World, statement: NewStatement): Working {
  const made = newWorking(statement.stated);
  addStatement(world, made, statement);
  world.partnerships.set(made.id, made);
  return made;
}

/** Replaces a statement; what another import said stays with it, so that it can be restored. */
function update(world: World, partnership: Working, at: number, statement: NewStatement): void {
  const {
    id,
    partnershipId,
    previous,
    sourceKey: _key,
    externalId: _id,
    recordedAt,
    ...replaced
  } = partnership.statements[at]!;
  const before: ReplacedStatement = { ...replaced, recordedAt: new Date(recordedAt).toISOString(), previous };
  const isSameImport = statement.importId !== null && statement.importId === replaced.importId;
  const kept = isSameImport ? previous : before;
  partnership.statements[at] = {
    ...statement,
    id,
    partnershipId,
    previous: kept,
    importIds: importIdsOf({ importId: statement.importId, previous: kept }),
  };
  refresh(world, partnership);
}

/** Partnerships that a statement could be of: those that are the same by the rule, the best first, and those that may be. */
export function matchesOf(partnerships: Iterable<Working>, stated: NewStatement['stated']) {
  const tie = tieStated(stated);
  const same: { id: string; fit: number }[] = [];
  const near: string[] = [];
  for (const partnership of partnerships) {
    const other = tieOf(partnership);
    const { verdict } = compareTies(tie, other);
    if (verdict === 'SAME') same.push({ id: partnership.id, fit: fitOf(tie, other) });
    if (verdict === 'NEAR') near.push(partnership.id);
  }
  same.sort((one, other) => other.fit - one.fit || (one.id < other.id ? -1 : 1));
  return { same, near };
}

function keepApart(world: World, id: string, others: readonly string[]): void {
  for (const other of others) {
    const [firstId, secondId] = [id, other].sort() as [string, string];
    world.keptApart.push({ firstId, secondId });
  }
}

/**
 * Does what one row says: nothing when its statement says it already, else an update, one more statement, or a new
 * partnership; nothing when it could be one of several.
 * @param decision what a person decided; the id is that of a partnership of the world
 * @param mayReplace whether the actor may replace a statement of a partnership: sources and keys are public, so that anybody
 * can send them
 * @throws Refusal PARTNERS_INVALID for a statement of others
 */
export function planRow(
  world: World,
  statement: NewStatement,
  decision: { join: string } | 'KEEP_APART' | null,
  mayReplace: (before: PartnershipStatementEntity, partnership: Working) => boolean,
): Fate {
  for (const partnership of world.partnerships.values()) {
    const at = partnership.statements.findIndex(
      ({ sourceKey, externalId }) => sourceKey === statement.sourceKey && externalId === statement.externalId,
    );
    if (at < 0) continue;
    const before = partnership.statements[at]!;
    if (before.digest === statement.digest) return { outcome: 'UNCHANGED', id: partnership.id };
    if (!mayReplace(before, partnership)) throw refusal('PARTNERS_INVALID.STATED_BY_OTHERS', 'externalId');
    update(world, partnership, at, statement);
    return { outcome: 'UPDATED', id: partnership.id };
  }
  if (decision !== null && decision !== 'KEEP_APART') {
    addStatement(world, world.partnerships.get(decision.join)!, statement);
    return { outcome: 'JOINED', id: decision.join };
  }
  const { same, near } = matchesOf(world.partnerships.values(), statement.stated);
  const candidates = [...same.map(({ id }) => id), ...near];
  if (decision === 'KEEP_APART') {
    const { id } = create(world, statement);
    keepApart(world, id, candidates);
    return { outcome: 'CREATED', id };
  }
  const [best, second] = same;
  if (best && (!second || best.fit > second.fit)) {
    addStatement(world, world.partnerships.get(best.id)!, statement);
    return { outcome: 'JOINED', id: best.id };
  }
  if (candidates.length) return { outcome: 'AMBIGUOUS', candidates: candidates.slice(0, MAX_CANDIDATES) };
  return { outcome: 'CREATED', id: create(world, statement).id };
}
