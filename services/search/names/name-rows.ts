import type { ChangeEvent } from '#kernel/outbox';
import { keysOf } from './name-keys.js';
import { soundOf, typosOf } from './name-typos.js';
import { THEME_WORDS } from './theme-words.js';

export type SubjectType = 'AUTHORITY' | 'THEME' | 'COUNTRY' | 'COUNTRY_GROUP' | 'FOREIGN_AUTHORITY';

/** Role of a name: own name; variant without brackets or kind; alias; name of a part or of an absorbed authority. */
export type NameRole = 'NAME' | 'VARIANT' | 'ALIAS' | 'PART';

/** Row of the table `name`: a name by which an entity is found. */
export interface NameRow {
  /** Id of the entity that has the name. */
  holder_id: string;
  /** Number of the name among those of the holder. */
  number: number;
  subject_type: SubjectType;
  /** Name as displayed. */
  name: string;
  role: NameRole;
  /** Former INSEE code of a part. */
  code: string | null;
  /** Likelihood, from 0 to 1, that people mean this entity rather than another with such a name. */
  weight: number;
  words: string;
  full_key: string;
  core_key: string;
  sound_key: string;
  typo_keys: string[];
  department_code: string | null;
  region_code: string | null;
}

type Fields = Record<string, any>;
/** A name with its role and, of a part, its INSEE code; `factor` applies to the weight. */
type NameEntry = readonly [role: NameRole, text: string | null, code?: string | null, factor?: number];
interface Names {
  type: SubjectType;
  weight: number;
  names: readonly NameEntry[];
}

const LARGEST = Math.log(15_000_000);
const weightOfPopulation = (population: number) =>
  Math.round((Math.log(population + 10) / LARGEST) * 1000) / 1000;

/** Kinds whose population counts in full. Larger kinds count the same inhabitants again, and people mean communes more often. */
const COMMUNE_KINDS = new Set(['COMMUNE', 'SPECIAL_COLLECTIVITY']);
const LARGER_KINDS_FACTOR = 0.2;
/** Weight of an authority abroad, whose population no source has: that of a French town of 1,500 inhabitants. */
const FOREIGN_WEIGHT = 0.45;
/** Factor on the weight of a part, which is meant less often than the whole. */
const PART_FACTOR = 0.85;

/** Languages of this graph. */
const SPOKEN_HERE: ReadonlySet<string> = new Set(['fr', 'en']);
/** Factor on the weight of a name in another language, which fewer people type. */
const TRANSLATION_FACTOR = 0.6;

/** Variants of a name with brackets, such as "CA Porte de l'Isère (CAPI)": the text before them, and inside them. */
function variantsOf(name: string): NameEntry[] {
  const [, before, inside] = /^(.+?) *\(([^()]+)\)$/.exec(name) ?? [];
  return before && inside
    ? [
        ['VARIANT', before],
        ['VARIANT', inside],
      ]
    : [];
}

const ownNames = (...texts: string[]): NameEntry[] => texts.map((text) => ['NAME', text]);
const aliasNames = (texts: readonly string[]): NameEntry[] => texts.map((text) => ['ALIAS', text]);

const NAMES: Readonly<Record<string, (fields: Fields) => Names>> = {
  Authority: ({ kind, name, shortName, population, aliases, formerCodes, formerNames, inseeCode }) => ({
    type: 'AUTHORITY',
    weight: weightOfPopulation((population ?? 0) * (COMMUNE_KINDS.has(kind) ? 1 : LARGER_KINDS_FACTOR)),
    names: [
      ...ownNames(name),
      ...variantsOf(name),
      ['VARIANT', shortName],
      ...(aliases as { kind: string; name: string }[]).map((alias): NameEntry => [
        alias.kind === 'PREDECESSOR' ? 'PART' : 'ALIAS',
        alias.name,
      ]),
      // The INSEE code of a merged commune is that of its largest part, which often has another name.
      ...(formerCodes as { code: string; name: string | null }[]).map((part): NameEntry =>
        part.code === inseeCode ? ['PART', part.name] : ['PART', part.name, part.code, PART_FACTOR],
      ),
      ...(formerNames as { kind: string; name: string }[]).map((former): NameEntry =>
        former.kind === 'PREDECESSOR' ? ['PART', former.name, null, PART_FACTOR] : ['ALIAS', former.name],
      ),
    ],
  }),
  ForeignAuthority: ({ name, localName, aliases, translations }) => ({
    type: 'FOREIGN_AUTHORITY',
    weight: FOREIGN_WEIGHT,
    names: [
      ...ownNames(name),
      ...variantsOf(name),
      ['ALIAS', localName],
      ...aliasNames(aliases),
      ...(translations as { language: string; name: string }[]).map((one): NameEntry => [
        'ALIAS',
        one.name,
        null,
        SPOKEN_HERE.has(one.language) ? 1 : TRANSLATION_FACTOR,
      ]),
    ],
  }),
  Theme: ({ code, nameFr, nameEn, level }) => ({
    type: 'THEME',
    weight: 0.7 - 0.05 * level,
    names: [...ownNames(nameFr, nameEn), ...aliasNames(THEME_WORDS[code as string] ?? [])],
  }),
  Country: ({ nameFr, nameEn, aliases }) => ({
    type: 'COUNTRY',
    weight: 0.65,
    names: [...ownNames(nameFr, nameEn), ...aliasNames(aliases)],
  }),
  CountryGroup: ({ nameFr, nameEn }) => ({
    type: 'COUNTRY_GROUP',
    weight: 0.6,
    names: ownNames(nameFr, nameEn),
  }),
};

/** Whether a foreign authority was merged into another or taken back: it is found no more. */
export const isGoneAbroad = ({ mergedIntoId, withdrawnAt }: Fields): boolean =>
  mergedIntoId != null || withdrawnAt != null;

export const isNamed = (type: string): boolean => type in NAMES;

/** Names of an entity after a change event; none for a deleted one. */
export function namesOf({ type, entityId, fields }: ChangeEvent): NameRow[] {
  if (!fields || (type === 'ForeignAuthority' && isGoneAbroad(fields))) return [];
  const { type: subjectType, weight, names } = NAMES[type]!(fields);
  const rows: NameRow[] = [];
  const ownName = (fields.name as string | undefined) ?? '';
  const ownKeys = keysOf(ownName);
  const known = new Set<string>();
  for (const [role, text, code = null, factor = 1] of names) {
    const { words, full, core } = text === ownName ? ownKeys : keysOf(text ?? '');
    // Of equal keys the first is kept, except that a part keeps its code, unless it bears the name of the whole.
    if (!full || (known.has(full) && (code === null || full === ownKeys.full))) continue;
    known.add(full);
    rows.push({
      holder_id: entityId,
      number: rows.length,
      subject_type: subjectType,
      name: role === 'VARIANT' ? (fields.name as string) : text!,
      role,
      code,
      weight: weight * factor,
      words: ` ${words.join(' ')} `,
      full_key: full,
      core_key: core,
      sound_key: soundOf(core),
      typo_keys: [...new Set([...typosOf(full), ...typosOf(core)])],
      department_code: (fields.departmentCode as string | null | undefined) ?? null,
      region_code: (fields.regionCode as string | null | undefined) ?? null,
    });
  }
  return rows;
}
