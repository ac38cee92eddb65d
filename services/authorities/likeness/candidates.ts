import type { ForeignAuthorityKindCode } from '../foreign-authority/foreign-authority.entity.js';
import { formsOf, likenessOf, type NameForms } from './names.js';
import { kilometresBetween, placeOf, type Place } from './place.js';

/** Why an authority that is known may be the one that is meant, the strongest reason first. */
export const REASONS = [
  'SAME_WIKIDATA_ID',
  'SAME_NAME',
  'NEAR_NAME',
  'NEAR_PLACE',
  'SAME_NAME_IN_OTHER_COUNTRY',
] as const;
export type Reason = (typeof REASONS)[number];

/** Authority that is known, with all its names. */
export interface KnownAuthority {
  id: string;
  names: readonly string[];
  kind: ForeignAuthorityKindCode;
  countryCode: string;
  latitude: number | null;
  longitude: number | null;
  /** Its item of Wikidata, and those of entries that were merged into it. */
  wikidataIds: readonly string[];
}

/** Authority that somebody looks for or enters. */
export interface WantedAuthority {
  /** Its name first, then any other names. */
  names: readonly string[];
  countryCode: string;
  kind?: ForeignAuthorityKindCode | null | undefined;
  latitude?: number | null | undefined;
  longitude?: number | null | undefined;
  wikidataId?: string | null | undefined;
}

export interface Candidate {
  id: string;
  reasons: Reason[];
  /** The known name that is most like the wanted ones; null when only the place or the Wikidata item is. */
  name: string | null;
  kind: ForeignAuthorityKindCode;
  countryCode: string;
  /** Kilometres between the two places; null when one of them is not known. */
  distanceKm: number | null;
  /** True when both have a Wikidata item, and not the same. */
  hasOtherItem: boolean;
}

/** Kilometres within which two authorities of one kind are taken for one. */
const NEAR_KM = 3;
/** Degrees of latitude that are more than these kilometres, to look no further at what is far away. */
const NEAR_DEGREES = 0.05;
/** Kilometres beyond which a namesake is another place. */
export const FAR_KM = 60;

/** Whether two kinds may be those of one authority: sources often do not say which it is. */
export const kindsAgree = (one: string | null | undefined, other: string): boolean =>
  one == null || one === other || one === 'UNKNOWN' || other === 'UNKNOWN';

/** Authorities that are known, with the forms of their names, to be compared with many wanted ones. */
export class KnownAuthorities {
  readonly #known: { authority: KnownAuthority; forms: NameForms[]; place: Place | undefined }[] = [];

  constructor(authorities: readonly KnownAuthority[]) {
    for (const authority of authorities) this.add(authority);
  }

  add(authority: KnownAuthority): void {
    const forms = authority.names.map(formsOf);
    this.#known.push({ authority, forms, place: placeOf(authority) });
  }

  /** Candidates for one that is wanted, the likeliest first. */
  candidatesFor(wanted: WantedAuthority): Candidate[] {
    const forms = wanted.names.map(formsOf);
    const place = placeOf(wanted);
    const found = this.#known.flatMap((known): Candidate[] => {
      const { authority } = known;
      const reasons: Reason[] = [];
      const isSameItem = wanted.wikidataId != null && authority.wikidataIds.includes(wanted.wikidataId);
      if (isSameItem) reasons.push('SAME_WIKIDATA_ID');
      const likeness = likestOf(forms, known.forms, authority.names);
      const isNear = place && known.place && Math.abs(place.latitude - known.place.latitude) < NEAR_DEGREES;
      if (!isSameItem && !likeness && !isNear) return [];
      const distance = place && known.place ? kilometresBetween(place, known.place) : undefined;
      if (authority.countryCode === wanted.countryCode) {
        if (likeness) reasons.push(likeness.likeness);
        if (distance !== undefined && distance <= NEAR_KM && kindsAgree(wanted.kind, authority.kind))
          reasons.push('NEAR_PLACE');
      } else if (likeness?.likeness === 'SAME_NAME') reasons.push('SAME_NAME_IN_OTHER_COUNTRY');
      if (!reasons.length) return [];
      return [
        {
          id: authority.id,
          reasons,
          name: likeness?.name ?? null,
          kind: authority.kind,
          countryCode: authority.countryCode,
          distanceKm: distance === undefined ? null : Math.round(distance * 10) / 10,
          hasOtherItem: !isSameItem && wanted.wikidataId != null && authority.wikidataIds.length > 0,
        },
      ];
    });
    return found.sort(
      (a, b) =>
        REASONS.indexOf(a.reasons[0]!) - REASONS.indexOf(b.reasons[0]!) ||
        Number(kindsAgree(wanted.kind, b.kind)) - Number(kindsAgree(wanted.kind, a.kind)) ||
        (a.distanceKm ?? Infinity) - (b.distanceKm ?? Infinity) ||
        (a.id < b.id ? -1 : 1),
    );
  }
}

function likestOf(wanted: readonly NameForms[], known: readonly NameForms[], names: readonly string[]) {
  let near: { likeness: 'NEAR_NAME'; name: string } | undefined;
  for (const [at, form] of known.entries())
    for (const one of wanted) {
      const likeness = likenessOf(one, form);
      if (likeness === 'SAME_NAME') return { likeness, name: names[at]! };
      if (likeness) near ??= { likeness, name: names[at]! };
    }
  return near;
}
