import { AuthorityKind } from '#vocabulary';
import { kindName } from '../kind-names.js';
import { type Authority } from '../../references/authority.type.js';
import type { SuggestionRow } from './suggestion.store.js';
import { SuggestionType, type Suggestion } from './suggestion.type.js';

/** Suggestion with its labels in both languages; the schema picks one. */
export type BilingualSuggestion = Omit<Suggestion, 'name' | 'detail' | 'language'> &
  Record<'nameFr' | 'nameEn' | 'detailFr' | 'detailEn', string>;

/** Place of an authority, such as "Seine-Saint-Denis (93)"; the région for one as large as a département. */
function placeOf({ kind, departmentCode, departmentName, regionName }: SuggestionRow): string[] {
  if (kind === 'REGION') return [];
  if (departmentCode === null || kind === 'DEPARTMENT') return regionName === null ? [] : [regionName];
  return [departmentName === null ? `(${departmentCode})` : `${departmentName} (${departmentCode})`];
}

function detailOf(row: SuggestionRow): [fr: string, en: string] {
  switch (row.type) {
    case 'AUTHORITY': {
      const [fr, en] = kindName(row.kind!);
      const closed = row.validTo !== null;
      return [
        [fr, ...placeOf(row), ...(closed ? ['n’existe plus'] : [])].join(', '),
        [en, ...placeOf(row), ...(closed ? ['closed'] : [])].join(', '),
      ];
    }
    case 'THEME':
      return [
        ['Thématique', ...(row.contextFr ?? [])].join(' › '),
        ['Theme', ...(row.contextEn ?? [])].join(' › '),
      ];
    case 'COUNTRY':
      return [`Pays (${row.code})`, `Country (${row.code})`];
    case 'FOREIGN_AUTHORITY':
      return [row.contextFr![0] ?? row.code!, row.contextEn![0] ?? row.code!];
    case 'COUNTRY_GROUP':
      return [`Groupe-pays : ${row.contextFr!.join(', ')}`, `Country group: ${row.contextEn!.join(', ')}`];
  }
}

const authorityOf = ({ subjectId, kind, nameFr, population }: SuggestionRow): Authority => ({
  id: subjectId,
  kind: AuthorityKind[kind as keyof typeof AuthorityKind],
  name: nameFr,
  population,
});

/** GraphQL object of a suggestion. */
export function suggestionOf(row: SuggestionRow & { score: number }): BilingualSuggestion {
  const [detailFr, detailEn] = detailOf(row);
  const isOwnName = (row.role === 'NAME' || row.role === 'VARIANT') && row.holderId === row.subjectId;
  return {
    type: SuggestionType[row.type],
    nameFr: row.nameFr,
    nameEn: row.nameEn,
    matchedName: isOwnName || row.name === row.nameFr || row.name === row.nameEn ? null : row.name,
    detailFr,
    detailEn,
    isHomonym: row.isHomonym,
    isCurrent: row.validTo === null,
    score: Math.min(1, Math.round(row.score * 1000) / 1000),
    authority: row.type === 'AUTHORITY' ? authorityOf(row) : null,
    theme: row.type === 'THEME' ? { code: row.code! } : null,
    country: row.type === 'COUNTRY' ? { code: row.code! } : null,
    countryGroup: row.type === 'COUNTRY_GROUP' ? { code: row.code! } : null,
    foreignAuthority: row.type === 'FOREIGN_AUTHORITY' ? { id: row.subjectId } : null,
  };
}
