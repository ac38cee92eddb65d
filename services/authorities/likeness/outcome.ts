import { FAR_KM, kindsAgree, type Candidate, type WantedAuthority } from './candidates.js';

/** What becomes of an authority that a source names, before a person decides. */
export type Likely =
  | { outcome: 'JOINED'; id: string }
  | { outcome: 'AMBIGUOUS'; candidates: readonly Candidate[] }
  | { outcome: 'CREATED' };

/** Candidates that are no other place and no other thing by what is known of both. */
const isPlausible = (wanted: WantedAuthority, { kind, distanceKm, hasOtherItem }: Candidate): boolean =>
  kindsAgree(wanted.kind, kind) && !hasOtherItem && !(distanceKm !== null && distanceKm > FAR_KM);

/**
 * Candidates for which a person must decide whether the wanted one is another: all but namesakes of another kind, which
 * a region and its capital often are.
 */
export const doubtful = (wanted: WantedAuthority, candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(({ kind }) => kindsAgree(wanted.kind, kind));

/**
 * Joins what is surely known: the one with the same Wikidata item, or the only namesake in the country that nothing speaks
 * against. Everything else that is alike is left to a person, so that nothing is entered twice and nothing joined wrongly.
 */
export function likelyOutcome(wanted: WantedAuthority, candidates: readonly Candidate[]): Likely {
  const same = candidates.find(({ reasons }) => reasons.includes('SAME_WIKIDATA_ID'));
  if (same) return { outcome: 'JOINED', id: same.id };
  const doubts = doubtful(wanted, candidates);
  const namesakes = doubts.filter(({ reasons }) => reasons.includes('SAME_NAME'));
  const plausible = namesakes.filter((candidate) => isPlausible(wanted, candidate));
  const near = plausible.filter(({ distanceKm }) => distanceKm !== null);
  const [only, another] = near.length === 1 ? near : plausible;
  if (only && !another) return { outcome: 'JOINED', id: only.id };
  return doubts.length ? { outcome: 'AMBIGUOUS', candidates: doubts } : { outcome: 'CREATED' };
}
