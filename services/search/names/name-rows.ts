import type { ChangeRow } from '#kernel/outbox';
import { keysOf } from './name-keys.js';
import { soundOf, typosOf } from './name-typos.js';

export type SubjectType = 'AUTHORITY' | 'THEME' | 'COUNTRY' | 'COUNTRY_GROUP';

/** Its own name; that name without brackets or without its kind; an alias; the name of a part of it, or of what it absorbed. */
export type NameRole = 'NAME' | 'VARIANT' | 'ALIAS' | 'PART';

/** A name by which something is found. */
export interface NameRow {
  /** Whose name it is. */
  holder_id: string;
  /** Tells it from the holder's other names. */
  number: number;
  subject_type: SubjectType;
  /** As it is written. */
  name: string;
  role: NameRole;
  /** The former INSEE code that goes with it. */
  code: string | null;
  /** From 0 to 1: how likely it is that people mean this thing rather than another of such a name. */
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
type Given = readonly [role: NameRole, text: string | null, code?: string];
interface Names {
  type: SubjectType;
  weight: number;
  names: readonly Given[];
}

const LARGEST = Math.log(15_000_000);
const weightOfPopulation = (population: number) =>
  Math.round((Math.log(population + 10) / LARGEST) * 1000) / 1000;

/** The same inhabitants are counted for their commune, département and région: people mean communes more often. */
const COMMUNE_KINDS = new Set(['COMMUNE', 'SPECIAL_COLLECTIVITY']);
const LARGER_KINDS = 0.2;
/** A part is meant less often than the whole. */
const PART = 0.85;

/** "CA Porte de l'Isère (CAPI)" is also found without its brackets, and by what stands in them. */
function variantsOf(name: string): Given[] {
  const [, before, inside] = /^(.+?) *\(([^()]+)\)$/.exec(name) ?? [];
  return before && inside
    ? [
        ['VARIANT', before],
        ['VARIANT', inside],
      ]
    : [];
}

const named = (...texts: string[]): Given[] => texts.map((text) => ['NAME', text]);
const also = (texts: readonly string[]): Given[] => texts.map((text) => ['ALIAS', text]);

const NAMES: Readonly<Record<string, (fields: Fields) => Names>> = {
  Authority: ({ kind, name, shortName, population, aliases, formerCodes, inseeCode }) => ({
    type: 'AUTHORITY',
    weight: weightOfPopulation((population ?? 0) * (COMMUNE_KINDS.has(kind) ? 1 : LARGER_KINDS)),
    names: [
      ...named(name),
      ...variantsOf(name),
      ['VARIANT', shortName],
      ...(aliases as { kind: string; name: string }[]).map((alias): Given => [
        alias.kind === 'PREDECESSOR' ? 'PART' : 'ALIAS',
        alias.name,
      ]),
      // The part that was the largest has its code from it, and often another name.
      ...(formerCodes as { code: string; name: string | null }[]).map((part): Given =>
        part.code === inseeCode ? ['PART', part.name] : ['PART', part.name, part.code],
      ),
    ],
  }),
  Theme: ({ nameFr, nameEn, level }) => ({
    type: 'THEME',
    weight: 0.7 - 0.05 * level,
    names: named(nameFr, nameEn),
  }),
  Country: ({ nameFr, nameEn, aliases }) => ({
    type: 'COUNTRY',
    weight: 0.65,
    names: [...named(nameFr, nameEn), ...also(aliases)],
  }),
  CountryGroup: ({ nameFr, nameEn }) => ({
    type: 'COUNTRY_GROUP',
    weight: 0.6,
    names: named(nameFr, nameEn),
  }),
};

export const isNamed = (type: string): boolean => type in NAMES;

/** The names that a change leaves its thing with; none for what is gone. */
export function namesOf({ type, entityId, fields }: ChangeRow): NameRow[] {
  if (!fields) return [];
  const { type: subjectType, weight, names } = NAMES[type]!(fields);
  const rows = new Map<string, NameRow>();
  for (const [role, text, code = null] of names) {
    const { words, full, core } = keysOf(text ?? '');
    // The first one says what the others would say again, but for the code of a part.
    if (!full || (rows.has(full) && code === null)) continue;
    rows.set(code ?? full, {
      holder_id: entityId,
      number: rows.size,
      subject_type: subjectType,
      name: role === 'VARIANT' ? (fields.name as string) : text!,
      role,
      code,
      weight: code === null ? weight : weight * PART,
      words: ` ${words.join(' ')} `,
      full_key: full,
      core_key: core,
      sound_key: soundOf(core),
      typo_keys: [...new Set([...typosOf(full), ...typosOf(core)])],
      department_code: (fields.departmentCode as string | null | undefined) ?? null,
      region_code: (fields.regionCode as string | null | undefined) ?? null,
    });
  }
  return [...rows.values()];
}
