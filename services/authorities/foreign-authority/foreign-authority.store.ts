import { explainedPage, knownCountries, knownSubdivisions } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, listByKey, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  parentOf,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { ForeignAuthorityEntity } from './foreign-authority.entity.js';
import type {
  ForeignAuthoritiesArgs,
  ForeignAuthorityFilter,
  ForeignAuthorityOrderField,
} from './foreign-authority.input.js';

export type ForeignAuthorityRow = Omit<ForeignAuthorityEntity, 'searchText' | 'mergedIntoId'>;

/** Sources that state the authority in records, each once. */
const recordSources = sql`coalesce((SELECT jsonb_agg(DISTINCT r.source) FROM foreign_authority_record r
  WHERE r.foreign_authority_id = f.id AND NOT f.sources @> jsonb_build_array(r.source)), '[]')`;
/** All sources: those of the data first, and of what people entered from a source that source first. */
const allSources = sql`CASE WHEN f.version > 0 AND f.sources->0->'licence' = 'null' THEN ${recordSources} || f.sources
  ELSE f.sources || ${recordSources} END`;
const columns = sql`${columnsOf(ForeignAuthorityEntity, 'f', ['searchText', 'mergedIntoId', 'sources'])},
  ${allSources} AS sources`;

const foreignAuthorities: ListDefinition<`${ForeignAuthorityOrderField}`> = {
  name: 'ForeignAuthority',
  select: columns,
  from: sql`(SELECT * FROM foreign_authority WHERE merged_into_id IS NULL AND withdrawn_at IS NULL) f`,
  id: sql`f.id`,
  orders: {
    NAME: { by: sql`f.name COLLATE "fr-FR-x-icu"`, type: 'text' },
    COUNTRY: { by: sql`f.country_code`, type: 'text' },
    KIND: { by: sql`f.kind`, type: 'text' },
  },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
};

function conditionsOf(filter: ForeignAuthorityFilter): Sql[] {
  return [
    ...choiceCondition(sql`f.kind`, filter.kind),
    ...choiceCondition(sql`f.country_code`, filter.country),
    ...choiceCondition(sql`f.subdivision_code`, filter.subdivision),
    ...textCondition(sql`f.search_text`, filter.text),
  ];
}

export const ofCountry = parentOf({
  name: 'Country',
  key: sql`f.country_code`,
  type: 'text',
});

export function foreignAuthorityStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<ForeignAuthorityRow, `${ForeignAuthorityOrderField}`>(
    foreignAuthorities,
    reader,
    cursors,
    { country: knownCountries, subdivision: knownSubdivisions },
  );
  return {
    /** The authority; for an entry that was merged, the one that stands for it. */
    byId: byKey<string, ForeignAuthorityRow & { requested: string }>(
      (ids) =>
        reader.named('ForeignAuthority.byId')
          .rows(sql`SELECT ${columns}, entry.id AS requested FROM foreign_authority entry
          JOIN foreign_authority f ON f.id = coalesce(entry.merged_into_id, entry.id) WHERE entry.id = ${anyKey(ids, 'uuid')}`),
      (authority) => authority.requested,
    ),
    /** Ids of the entries that were merged into an authority. */
    mergedIds: listByKey<string, { id: string; survivorId: string }>(
      (ids) =>
        reader.named('ForeignAuthority.mergedIds')
          .rows(sql`SELECT id, merged_into_id AS "survivorId" FROM foreign_authority
          WHERE merged_into_id = ${anyKey(ids, 'uuid')} ORDER BY id`),
      (entry) => entry.survivorId,
    ),
    page: (args: ForeignAuthoritiesArgs, parent?: ListParent) =>
      explainedPage(list, args, conditionsOf, parent, { items: 'FOREIGN_AUTHORITIES' }),
  };
}
