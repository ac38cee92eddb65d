import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import { ListReader, type ListDefinition, type ListParent } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { NameAmbiguityEntity } from './name-ambiguity.entity.js';
import type {
  NameAmbiguitiesArgs,
  NameAmbiguityFilter,
  NameAmbiguityOrderField,
} from './name-ambiguity.input.js';

const columns = columnsOf(NameAmbiguityEntity, 'n');

const nameAmbiguities: ListDefinition<`${NameAmbiguityOrderField}`> = {
  name: 'NameAmbiguity',
  select: columns,
  from: sql`name_ambiguity n`,
  id: sql`n.id`,
  orders: { MENTION: { by: sql`n.mention COLLATE "fr-FR-x-icu"`, type: 'text' } },
  defaultOrder: [{ field: 'MENTION', direction: 'ASC' }],
};

function conditionsOf(filter: NameAmbiguityFilter): Sql[] {
  const conditions: Sql[] = [];
  if (filter.candidate !== undefined) {
    const ids = filter.candidate.map((id) => requireId('Authority', id, 'filter.candidate'));
    conditions.push(sql`n.candidate_ids && ${ids}::uuid[]`);
  }
  if (filter.isResolved !== undefined) conditions.push(sql`(n.chosen_id IS NOT NULL) = ${filter.isResolved}`);
  return conditions;
}

/** Restricts the list to names of which the authority is a candidate. */
export const nameAmbiguitiesOf = (authorityId: string): ListParent => ({
  name: 'Authority',
  id: authorityId,
  key: sql`n.candidate_ids`,
  among: [authorityId],
  type: 'uuid',
});

export function nameAmbiguityStore({ reader, cursors }: StoreTools) {
  const list = new ListReader<NameAmbiguityEntity, `${NameAmbiguityOrderField}`>(
    nameAmbiguities,
    reader,
    cursors,
  );
  return {
    byId: byKey<string, NameAmbiguityEntity>(
      (ids) =>
        reader
          .named('NameAmbiguity.byId')
          .rows(sql`SELECT ${columns} FROM name_ambiguity n WHERE n.id = ${anyKey(ids, 'uuid')}`),
      (ambiguity) => ambiguity.id,
    ),
    page: (args: NameAmbiguitiesArgs, parent?: ListParent) => list.pageOf(args, conditionsOf, parent),
  };
}
