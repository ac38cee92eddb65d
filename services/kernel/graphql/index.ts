import 'reflect-metadata';

export { createExecutor } from './execute.js';
export { LabelField, LabelLanguageField, ProvenanceField } from './labels.js';
export { Node, Private } from './node.js';
export {
  Confidence,
  FactColumns,
  EditableFactColumns,
  Provenance,
  Source,
  SourceConflict,
  parseConfidence,
  parseConflicts,
  parseSources,
} from './provenance.js';
export { compileResolver, type ResolverMethod } from './compiled-resolvers.js';
export { selectedPaths } from './selection.js';
