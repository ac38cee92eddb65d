import { cursorValues, keysOf, orderOf, seek, type OrderBy } from './keyset.js';
import type { ListDefinition, ListItems, ListParent } from './list-statement.js';
import { sliceOf, type CursorCodec, type ListMark, type PageArgs, type Slice } from './pagination.js';
import type { Reader, Sql } from '../database/sql.js';

export interface ListRequest<Field extends string = string> {
  page: PageArgs;
  /** Filter as the caller sent it; binds the cursors. */
  filter?: unknown;
  /** Conditions, computed once for all parents that share a statement. */
  where?: () => readonly Sql[];
  orderBy?: readonly OrderBy<Field>[] | null | undefined;
  parent?: ListParent;
}

/** What a list reads its pages with. */
export interface ListTools<Field extends string> {
  definition: ListDefinition<Field>;
  reader: Reader;
  cursors: CursorCodec;
}

/** What a request means for all parents: which items, in which order, and what its cursors are bound to. */
export interface ReadRequest {
  slice: Slice;
  items: ListItems;
  markOf(parent: ListParent | undefined): ListMark;
}

/** @throws BAD_USER_INPUT for wrong sizes, keys or cursors */
export function readRequest<Field extends string>(
  { definition, cursors }: ListTools<Field>,
  { page, filter, where, orderBy, parent }: ListRequest<Field>,
): ReadRequest {
  const slice = sliceOf(page);
  const order = orderOf(orderBy, definition.defaultOrder);
  const listKey = [
    definition.name,
    parent?.name ?? null,
    JSON.stringify(filter ?? {}), // no filter and an empty filter give the same cursors
    order.map((o) => [o.field, o.direction]),
  ];
  const markOf = (of: ListParent | undefined) => cursors.listMark(of ? [...listKey, of.id] : listKey);
  const keys = keysOf(definition, order, slice.backward);
  const after = seek(keys, cursorValues(cursors, markOf(parent), slice));
  return { slice, items: { where: where?.() ?? [], after, keys, limit: slice.limit + 1 }, markOf };
}
