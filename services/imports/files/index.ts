export { FileError, type FileErrorCode } from './file-error.js';
export { LIST_SEPARATOR } from './json/flatten.js';
export { LIMITS } from './limits.js';
export { RecordFile, readRecords } from './read-records.js';
export {
  FILE_FORMATS,
  type DetectedFile,
  type DetectedTable,
  type FileEncoding,
  type FileFormat,
  type FileRecord,
  type ReadOptions,
} from './record.js';
export { OCCURRENCES } from './xml/activity-records.js';
