import { sql, type Reader } from '#kernel/database';
import type { Confidence, Source } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import { validateAll, validateOptionalText, validateText } from '#kernel/mutations';
import { dayInParis, sourceOf } from '#vocabulary';
import type { WantedAuthority } from '../likeness/candidates.js';
import { MAX_CANDIDATES } from './foreign-authority.candidates.js';
import type { ForeignAuthorityEntity, NameInLanguage } from './foreign-authority.entity.js';
import {
  countryAbroad,
  languageOf,
  MAX_NAME,
  MAX_NOTE,
  namesInLanguages,
  optionalName,
  placeIn,
  subdivisionIn,
  wikidataItem,
} from './foreign-authority.rules.js';

type Named = Pick<ForeignAuthorityEntity, 'name' | 'localName' | 'aliases' | 'translations' | 'statedNames'>;
export const searchTextOf = ({ name, localName, aliases, translations, statedNames }: Named): string =>
  searchText([name, localName, ...aliases, ...[...translations, ...statedNames].map((one) => one.name)]);

/** What is entered of a new authority, validated. */
export type Content = Pick<
  ForeignAuthorityEntity,
  | 'name'
  | 'nameLanguage'
  | 'localName'
  | 'statedNames'
  | 'kind'
  | 'countryCode'
  | 'subdivisionCode'
  | 'latitude'
  | 'longitude'
  | 'wikidataId'
  | 'nationalAssociation'
  | 'note'
>;

export interface ContentInput {
  name: string;
  nameLanguage?: string | null;
  localName?: string | null;
  names?: readonly NameInLanguage[] | null;
  kind: ForeignAuthorityEntity['kind'];
  country: string;
  subdivisionCode?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  wikidataId?: string | null;
  nationalAssociation?: string | null;
  note?: string | null;
}

/** Validates what is entered of a new authority. @throws Refusal with all problems at once */
export async function contentOf(input: ContentInput): Promise<Content> {
  const { place, ...content } = await validateAll({
    name: () => validateText(input.name, 'name', MAX_NAME),
    nameLanguage: () => languageOf(input.nameLanguage ?? 'fr', 'nameLanguage'),
    localName: () => optionalName(input.localName, 'localName'),
    statedNames: () => namesInLanguages(input.names, 'names'),
    kind: () => input.kind,
    countryCode: () => countryAbroad(input.country, 'country'),
    subdivisionCode: () => subdivisionIn(input.country, input.subdivisionCode, 'subdivisionCode'),
    place: () => placeIn(input.latitude ?? null, input.longitude ?? null),
    wikidataId: () => wikidataItem(input.wikidataId, 'wikidataId'),
    nationalAssociation: () => optionalName(input.nationalAssociation, 'nationalAssociation'),
    note: () => validateOptionalText(input.note ?? null, 'note', MAX_NOTE),
  });
  return { ...content, ...place };
}

export const wantedOf = (content: Content): WantedAuthority => ({
  ...content,
  names: [content.name, content.localName, ...content.statedNames.map(({ name }) => name)].filter(
    (name): name is string => name !== null,
  ),
});

/** Row of a new authority whose content was validated. */
export const newRow = (
  id: string,
  content: Content,
  { party, forId, source, asOf, confidence }: Origin,
): Partial<ForeignAuthorityEntity> => ({
  ...content,
  id,
  aliases: [],
  translations: [],
  sources: [...(source ? [source] : []), sourceOf(party)],
  asOf: asOf ?? dayInParis(),
  confidence,
  enteredForId: forId,
  searchText: searchTextOf({ ...content, aliases: [], translations: [] }),
});

interface Origin {
  party: string;
  forId: string | null;
  source?: Source | undefined;
  asOf?: string | null | undefined;
  confidence: Confidence;
}

/** Names of candidates with their ids, for a message. */
export async function namesOf(tx: Reader, candidates: readonly { id: string }[]): Promise<string> {
  const ids = candidates.slice(0, MAX_CANDIDATES).map(({ id }) => id);
  const rows = await tx
    .named('ForeignAuthority.names')
    .rows<{ id: string; name: string }>(
      sql`SELECT id, name FROM foreign_authority WHERE id = ANY(${ids}::uuid[]) ORDER BY array_position(${ids}::uuid[], id)`,
    );
  return rows.map(({ id, name }) => `${name} (${id})`).join(', ');
}
