export { EmbeddedPostgresError } from './error.js';
export { findEmbeddedPostgres } from './find.js';
export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './start.js';
