import { readFileSync } from 'node:fs';

/** TypeScript types of the scalars, as the graph publishes them. */
const scalars = JSON.parse(readFileSync(new URL('../clients/scalars.json', import.meta.url), 'utf8'));

export default {
  schema: '../schema.graphql',
  documents: '../operations/*.graphql',
  config: { strictScalars: true, useTypeImports: true, enumsAsTypes: true, scalars },
  generates: {
    'generated/schema.ts': { plugins: ['typescript'] },
    'generated/operations.ts': { plugins: ['typescript-operations', 'typed-document-node'] },
  },
};
