import { sql } from '#kernel/database';
import { badUserInput } from '#kernel/errors';
import type { CodeKind, UsedCode } from '#kernel/lists';
import { isLanguageCode } from '#kernel/values';
import { codeName, unknownLanguage } from '#vocabulary';

type Kind =
  | 'THEME'
  | 'REGION'
  | 'DEPARTMENT'
  | 'COUNTRY'
  | 'COUNTRY_GROUP'
  | 'SOURCE'
  | 'AUTHORITY'
  | 'FOREIGN_AUTHORITY';

/** Codes that exist, in the tables of this service. */
export const CODE_KINDS: Readonly<Record<Kind, CodeKind>> = {
  THEME: { name: codeName('THEME'), codes: sql`SELECT code FROM theme` },
  REGION: { name: codeName('REGION'), codes: sql`SELECT code FROM region` },
  // Overseas collectivities and territories without communes are no départements, but have codes of the same kind.
  DEPARTMENT: {
    name: codeName('DEPARTMENT'),
    codes: sql`SELECT code FROM department UNION SELECT unnest(department_codes) FROM place
      UNION SELECT unnest(department_codes) FROM authority WHERE kind = 'OTHER_BODY'`,
  },
  COUNTRY: { name: codeName('COUNTRY'), codes: sql`SELECT code FROM country` },
  COUNTRY_GROUP: { name: codeName('COUNTRY_GROUP'), codes: sql`SELECT code FROM country_group` },
  SOURCE: {
    name: codeName('SOURCE'),
    codes: sql`SELECT DISTINCT unnest(source_titles) AS code FROM partnership`,
  },
  AUTHORITY: { name: codeName('AUTHORITY_ID'), idsOf: sql`authority` },
  FOREIGN_AUTHORITY: { name: codeName('FOREIGN_AUTHORITY_ID'), idsOf: sql`foreign_authority` },
};

/** Kind of the codes of each `{ in, notIn }`, at the top of the filter and in its groups. */
const KIND_OF: Readonly<Record<string, Kind | 'LANGUAGE'>> = {
  region: 'REGION',
  department: 'DEPARTMENT',
  country: 'COUNTRY',
  partnerCountry: 'COUNTRY',
  countryOfExperience: 'COUNTRY',
  countryGroup: 'COUNTRY_GROUP',
  memberOfCountryGroup: 'COUNTRY_GROUP',
  language: 'LANGUAGE',
  source: 'SOURCE',
};
/** Kind of the ids of each list of ids; their form is checked where their condition is made. */
const KIND_OF_IDS: Readonly<Record<string, Kind>> = {
  authority: 'AUTHORITY',
  foreignAuthority: 'FOREIGN_AUTHORITY',
};
const GROUPS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'tie', 'partnership', 'expertise']);

/**
 * Codes in a filter of authorities or statistics that {@link whereOf} has checked, with the arguments that have them.
 * @throws BAD_USER_INPUT for a language that is not in ISO 639-1
 */
export function codesOf(filter: object, path = 'filter'): UsedCode<Kind>[] {
  return Object.entries(filter).flatMap(([name, value]: [string, unknown]): UsedCode<Kind>[] => {
    const argument = `${path}.${name}`;
    if (value === undefined) return [];
    if (name === 'theme')
      return [{ argument: `${argument}.code`, kind: 'THEME', code: (value as { code: string }).code }];
    if (Array.isArray(value) && GROUPS.has(name))
      return value.flatMap((part: object, at) => codesOf(part, `${argument}.${at}`));
    if (GROUPS.has(name)) return codesOf(value as object, argument);
    const idKind = KIND_OF_IDS[name];
    if (idKind) return idsOf(value as string[] | { id?: string[] }, idKind, argument);
    const kind = KIND_OF[name];
    if (!kind) return [];
    return Object.entries(value as Record<string, string[] | undefined>).flatMap(([side, codes = []]) =>
      codes.flatMap((code, at): UsedCode<Kind>[] => {
        const used = `${argument}.${side}.${at}`;
        if (kind !== 'LANGUAGE') return [{ argument: used, kind, code }];
        if (isLanguageCode(code)) return [];
        throw badUserInput({ argument: used, expected: unknownLanguage(code) });
      }),
    );
  });
}

/** @param value ids of the statistics, or the group of a search that has them */
function idsOf(value: string[] | { id?: string[] }, kind: Kind, argument: string): UsedCode<Kind>[] {
  const [ids, path] = Array.isArray(value) ? [value, argument] : [value.id ?? [], `${argument}.id`];
  return ids.map((code, at) => ({ argument: `${path}.${at}`, kind, code }));
}
