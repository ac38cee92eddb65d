// The line, one per subgraph. Composition, migration, loading, start-up and tests walk this file.
export { expertises } from './expertises/index.js';
