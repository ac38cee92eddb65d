import { registerEnumType } from 'type-graphql';

export enum ImportRowFate {
  CREATED = 'CREATED',
  JOINED = 'JOINED',
  UPDATED = 'UPDATED',
  UNCHANGED = 'UNCHANGED',
  AMBIGUOUS = 'AMBIGUOUS',
  REFUSED = 'REFUSED',
  SKIPPED = 'SKIPPED',
  MISSING_FROM_EDITION = 'MISSING_FROM_EDITION',
}
registerEnumType(ImportRowFate, {
  name: 'ImportRowFate',
  description: 'What becomes of a row: before it is applied, what would become of it (sort de la ligne).',
  valuesConfig: {
    CREATED: { description: 'A new partnership (créée).' },
    JOINED: { description: 'One more statement about a partnership that exists (rattachée).' },
    UPDATED: { description: 'A newer state of what the same source said before (mise à jour).' },
    UNCHANGED: { description: 'The source said exactly this before (inchangée).' },
    AMBIGUOUS: {
      description: 'Several things can be meant: see the candidates, and decide (ambiguë).',
    },
    REFUSED: { description: 'Something in it is not right: see the problems (refusée).' },
    SKIPPED: { description: 'Somebody decided to leave it out (ignorée).' },
    MISSING_FROM_EDITION: {
      description:
        'An earlier import from the same source had it, and this file has not: it is reported, and nothing is deleted (absente de cette édition).',
    },
  },
});

/** Fates with which a row enters the graph. */
export const ENTERS: readonly ImportRowFate[] = [
  ImportRowFate.CREATED,
  ImportRowFate.JOINED,
  ImportRowFate.UPDATED,
  ImportRowFate.UNCHANGED,
];
