import type { StoreTools } from '#kernel/context';
import { sql, type Sql } from '#kernel/database';
import { ListReader, choiceCondition, overlapCondition, type ListDefinition } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { knownCountries } from '#vocabulary';
import type {
  PartnershipDuplicateFilter,
  PartnershipDuplicateOrderField,
  PartnershipDuplicatesArgs,
} from './partnership-duplicate.input.js';
import { duplicatePairs } from './pair-rule.sql.js';

export interface PartnershipDuplicateRow {
  firstId: string;
  secondId: string;
  reason: string;
}

const duplicates: ListDefinition<`${PartnershipDuplicateOrderField}`> = {
  name: 'PartnershipDuplicate',
  select: sql`d.first_id AS "firstId", d.second_id AS "secondId", d.reason`,
  from: sql`${duplicatePairs} d`,
  id: sql`d.first_id::text || ' ' || d.second_id::text`,
  idType: 'text',
  orders: { REASON: { by: sql`d.rank`, type: 'int' } },
  defaultOrder: [{ field: 'REASON', direction: 'ASC' }],
};

function conditions(filter: PartnershipDuplicateFilter): Sql[] {
  const found = [
    ...choiceCondition(sql`d.reason`, filter.reason),
    ...overlapCondition(sql`d.country_codes`, filter.country),
  ];
  if (filter.partnership !== undefined) {
    const ids = filter.partnership.map((id) => requireId('Partnership', id, 'filter.partnership'));
    found.push(sql`(d.first_id = ANY(${ids}::uuid[]) OR d.second_id = ANY(${ids}::uuid[]))`);
  }
  return found;
}

export function partnershipDuplicateStore({ reader, cursors }: StoreTools) {
  const list = new ListReader<PartnershipDuplicateRow, `${PartnershipDuplicateOrderField}`>(
    duplicates,
    reader,
    cursors,
    { country: knownCountries },
  );
  return { page: (args: PartnershipDuplicatesArgs) => list.pageOf(args, conditions) };
}
