import type { DetectedFile } from '../files/index.js';
import { afccre, afccreColumn } from './afccre.js';
import { afd } from './afd.js';
import { beninAgreements } from './benin-agreements.js';
import { frenchOda } from './french-oda.js';
import { iatiActivities, ministryTemplate } from './iati.js';
import { crsBulk, crsFull, crsSdmx } from './oecd-crs.js';
import { recogniseProfile, type Profile, type Recognition } from './profile.js';
import { wikidataP190 } from './wikidata-p190.js';

export { guessMap, type Guess, type GuessedMap } from './guess.js';
export type { Profile, Recognition };

/** Layouts that are known. */
export const PROFILES: readonly Profile[] = [
  wikidataP190,
  frenchOda,
  afd,
  crsBulk,
  crsFull,
  crsSdmx,
  iatiActivities,
  ministryTemplate,
  afccre,
  afccreColumn,
  beninAgreements,
];

export const profileNamed = (name: string): Profile | null =>
  PROFILES.find((profile) => profile.name === name) ?? null;

/** Profile of a file by its headers, and the sheet that has them; null for a layout that none knows: then guess. */
export const detectProfile = (file: DetectedFile): Recognition | null => recogniseProfile(PROFILES, file);
