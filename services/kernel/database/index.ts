import 'reflect-metadata';

export {
  DatabaseError,
  checkPrepared,
  explainDatabase,
  openDataSource,
  openPool,
  prepareSchemas,
  requireThisVersion,
  roleOf,
  type DatabaseOptions,
} from './database.js';
export { propertyName } from './naming.js';
export {
  loadData,
  type LoadDefinition,
  type LoadReport,
  type Progress,
  type Reading,
  type Reject,
  type TableRows,
} from './load.js';
export { byKey, listByKey } from './loaders.js';
export type { ReferenceLookup } from './reference-tables.js';
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
export { recordStatements, type RecordedStatement } from './record-statements.js';
export { createReader, createWriter, withComment, type Writer } from './sql.js';
