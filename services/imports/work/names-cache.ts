import type { ImportEntity } from '../import/import.entity.js';
import type { MatchedNames } from '../matching/match-rows.js';

/** Imports whose names are remembered; a step of another import in between must not make all be asked for again. */
const IMPORTS = 8;
/** Names by import and state of it: they last for one preview, since the graph changes. */
const kept = new Map<string, MatchedNames>();

/** Names that this work on an import has matched so far. @param make called for the first of its steps in this process */
export function namesOf({ id, version, state }: ImportEntity, make: () => MatchedNames): MatchedNames {
  const key = `${id} ${state} ${version}`;
  const names = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, names);
  for (const oldest of kept.keys()) {
    if (kept.size <= IMPORTS) break;
    kept.delete(oldest);
  }
  return names;
}
