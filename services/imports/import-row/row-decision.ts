import { registerEnumType } from 'type-graphql';

export enum ImportDecisionAction {
  JOIN = 'JOIN',
  CREATE = 'CREATE',
  SKIP = 'SKIP',
}
registerEnumType(ImportDecisionAction, {
  name: 'ImportDecisionAction',
  description: 'What somebody decides about a row (décision).',
  valuesConfig: {
    JOIN: {
      description: 'The row means these candidates: authorities, a partnership or both (rattacher).',
    },
    CREATE: {
      description:
        'The row means none of the candidates abroad, and no partnership that exists: create what it names (créer).',
    },
    SKIP: { description: 'Leave the row out (ignorer).' },
  },
});

/** Decision about a row, kept through later previews. */
export interface RowDecision {
  action: `${ImportDecisionAction}`;
  /** Ids of the authorities and of the partnership that are meant. */
  candidateIds: string[];
  /** Id of who decided. */
  by: string;
  /** When, in ISO 8601. */
  at: string;
}
