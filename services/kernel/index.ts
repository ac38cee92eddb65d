// The only door of the kernel. It knows GraphQL, SQL and HTTP, and no word of the domain.
import 'reflect-metadata';

export {
  ANONYMOUS,
  actorShape,
  howFar,
  isPermitted,
  mayBegin,
  mayWrite,
  reachOf,
  requirePermission,
  requirePermissionToBegin,
  type Actor,
  type Permission,
} from './actor.js';
export { AUDIT_SCOPE, type AuditRow } from './audit.js';
export { hashOfApiKey, isApiKey, looksLikeApiKey, newApiKey, shownOfApiKey } from './api-key.js';
export {
  noStatistics,
  type Caller,
  type LiveResult,
  type LiveResults,
  type Statistics,
  type SubgraphCall,
  type SubgraphDoor,
  type SubscribeCall,
} from './caller.js';
export {
  END_OF_FEED,
  PRIVATE_CHANGES_DDL,
  changeFeedDdl,
  changeFieldsDdl,
  changedContractDdl,
  changedRecordingDdl,
  dropChangeFieldsDdl,
  recordedTablesDdl,
  type ChangeRow,
  type Contract,
  type FeedPosition,
  type FeedState,
  type TailChange,
} from './change-feed.js';
export { EventStream, HEARTBEAT_MS, readFrames, type Frame } from './event-stream.js';
export { liveChanges, type LiveChange, type LiveOptions } from './live-changes.js';
export { AFTER_DESCRIPTION, ChangeOperation, LiveEvent } from './live-event.js';
export { isLive } from './live-serve.js';
export { KEEP_CHANGES_DAYS, compactChanges, keepCompact } from './compaction.js';
export {
  DatabaseError,
  checkPrepared,
  explainDatabase,
  openDataSource,
  openPool,
  prepareDatabase,
  roleOf,
  type DatabaseOptions,
} from './database.js';
export {
  ERROR_CODES,
  badUserInput,
  internalError,
  isKnownCode,
  maskErrors,
  type ErrorCode,
} from './errors.js';
export type { Reference } from './federation.js';
export { jobsSchemaOf, prepareJobs, startJobs, type JobDefinition, type JobTools } from './jobs.js';
export { decodeFeedCursor, encodeFeedCursor, hasReached, type FeedPositions } from './feed-cursor.js';
export {
  CountryCodeFilter,
  DateFilter,
  InseeCodeFilter,
  IntFilter,
  SirenFilter,
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
export { feedPositions, feedState } from './feed-door.js';
export { refuseBeyond } from './restored-feed.js';
export { SharedResults, eventVariables, placeVariables } from './shared-results.js';
export { FEED_POSITION_DDL, readPositions, type ReadPosition } from './feed-position.js';
export {
  MutationInput,
  dropOldReceipts,
  MutationPayload,
  lockRow,
  mutate,
  transact,
  type MutationOptions,
  type Transaction,
} from './mutation.js';
export { propertyName } from './naming.js';
export { Follower, lockFollowers, openFollower, type ReadModelDefinition } from './follower.js';
export { closeGracefully } from './graceful.js';
export { openHttpDoor } from './http-door.js';
export { isId, isIdOf, makeId, newId, requireId, typeTag } from './ids.js';
export { LabelField, LabelLanguageField, ProvenanceField } from './labels.js';
export { Language, isLanguageCode, labelIn, pickLanguage, type LanguageCode } from './language.js';
export {
  cursorValues,
  keyValues,
  keysOf,
  orderOf,
  pageOfRows,
  seek,
  sortedBy,
  type KeyedRow,
  type OrderBy,
  type Ordering,
} from './keyset.js';
export { ListReader, parentOf, type ListDefinition, type ListParent, type ListRequest } from './list.js';
export {
  DATA_LOAD_DDL,
  loadData,
  type LoadDefinition,
  type LoadReport,
  type Progress,
  type Reading,
  type Reject,
  type TableRows,
} from './load.js';
export { byKey, listByKey } from './loaders.js';
export { Node, Private } from './node.js';
export {
  CursorCodec,
  MAX_PAGE,
  OrderDirection,
  PageArgs,
  PageInfo,
  Paged,
  connectionOf,
  listArgsOf,
  orderInputOf,
  sliceOf,
  type Connection,
  type ListMark,
  type Slice,
} from './pagination.js';
export {
  Confidence,
  FACT_COLUMNS_DDL,
  FactColumns,
  WrittenFactColumns,
  Provenance,
  Source,
  SourceConflict,
  parseConfidence,
  parseConflicts,
  parseSources,
} from './provenance.js';
export { isOutdated, rebuildReadModel } from './rebuild.js';
export { Problem, Refusal, VERSION_DESCRIPTION, refusal, versionField } from './problems.js';
export { Authenticated, RequiresScopes, requireOf, requirementOf, type Requirement } from './permissions.js';
export type { ReferenceLookup } from './reference-tables.js';
export { openRoom, type Room } from './room.js';
export {
  CountryCodeScalar,
  DateScalar,
  DateTimeScalar,
  InseeCodeScalar,
  PartialDateScalar,
  SirenScalar,
  TimeScalar,
  UrlScalar,
  isCalendarDate,
  isPartialDate,
  isSiren,
} from './scalars.js';
export { readBody } from './read-body.js';
export { selectedPaths } from './selection.js';
export { listen, serveRoom, type RunningServer } from './serve.js';
export {
  allOf,
  anyKey,
  anyOf,
  columnsOf,
  empty,
  join,
  keyArray,
  raw,
  sql,
  type Reader,
  type Sql,
} from './sql.js';
export { defineSubgraph, type Context, type StoreTools, type Subgraph } from './subgraph.js';
export { foldText } from './text.js';
export { writtenCountries } from './country-codes.js';
export { writtenThemes } from './theme-codes.js';
export { dayOf, requirePast } from './written-dates.js';
export { roleMailbox, writtenMailbox } from './written-mailbox.js';
export { optionalText, writtenText } from './written-text.js';
export { dayInParis, today, todayDate, todayText } from './today.js';
export { pathsOf, subtreesOf } from './tree.js';
export { conflictsAfter, requireLikelyDates, writtenUrl } from './written-facts.js';
export {
  editedBy,
  enteredBy,
  isFromSources,
  partyOf,
  present,
  requireChanges,
  requireValues,
  sourceOf,
} from './written-rows.js';
export {
  DROP_WRITES_DDL,
  WRITES_DDL,
  dropWrittenTablesDdl,
  forgetSecretsDdl,
  writtenTablesDdl,
  type WrittenTable,
} from './writes-ddl.js';
