import 'reflect-metadata';

export {
  DateFilter,
  IntFilter,
  TextCodeFilter,
  choiceCondition,
  enumFilterOf,
  overlapCondition,
  rangeCondition,
  searchText,
  textCondition,
  whereOf,
  type CombinedFilter,
} from './filters.js';
export {
  cursorValues,
  keyValues,
  keysOf,
  orderOf,
  pageOfRows,
  seek,
  sortedBy,
  type Key,
  type KeyedRow,
  type OrderBy,
  type Ordering,
} from './keyset.js';
export {
  expectedCode,
  refuseUnknownCodes,
  requireKnownCodes,
  unknownCodes,
  type CodeKind,
  type CodesOfFields,
  type KnownCodes,
  type UnknownCode,
  type UsedCode,
} from './known-codes.js';
export { ListReader } from './list.js';
export type { ListRequest } from './list-request.js';
export { parentOf, type ListDefinition, type ListParent } from './list-statement.js';
export {
  COUNT_COST,
  CursorCodec,
  DEFAULT_PAGE,
  MAX_PAGE,
  OrderDirection,
  PAGE_COST,
  PAGE_SIZES,
  PageArgs,
  PageInfo,
  Paged,
  connectionOf,
  listArgsOf,
  orderInputOf,
  sliceOf,
  type Connection,
  type ListArgs,
  type ListMark,
  type Page,
  type Slice,
} from './pagination.js';
export {
  COUNT_UP_TO,
  IS_EXACT_DESCRIPTION,
  TOTAL_DESCRIPTION,
  countUpTo,
  totalOf,
  type Total,
} from './total.js';
