import { explainedPage, knownCountries, knownSubdivisions } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
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

export type ForeignAuthorityRow = Omit<ForeignAuthorityEntity, 'searchText'>;

const columns = columnsOf(ForeignAuthorityEntity, 'f', ['searchText']);

const foreignAuthorities: ListDefinition<`${ForeignAuthorityOrderField}`> = {
  name: 'ForeignAuthority',
  select: columns,
  from: sql`foreign_authority f`,
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
    byId: byKey<string, ForeignAuthorityRow>(
      (ids) =>
        reader
          .named('ForeignAuthority.byId')
          .rows(sql`SELECT ${columns} FROM foreign_authority f WHERE f.id = ${anyKey(ids, 'uuid')}`),
      (authority) => authority.id,
    ),
    page: (args: ForeignAuthoritiesArgs, parent?: ListParent) =>
      explainedPage(list, args, conditionsOf, parent, { items: 'FOREIGN_AUTHORITIES' }),
  };
}
