import { refuseAny, requireLikelyDates, validateAll, validateOptionalText } from '#kernel/mutations';
import { isIdOf } from '#kernel/values';
import { problem, refusal, type PartnershipKind, type PartnershipStatus } from '#vocabulary';
import { MAX_PARTNERS, partnersAmong, type KnownPartners } from '../partnership/partners.writes.js';
import { dateProblems, type Dates } from '../partnership/partnership.dates.js';
import { validateAmounts, validateDocuments } from '../partnership/partnership-parts.js';
import type {
  PartnershipAmountInput,
  PartnershipDocumentInput,
} from '../partnership/partnership-parts.input.js';
import type { Stated } from './stated.js';

/** What a row or a form says of a partnership. */
export interface StatedInput {
  frenchAuthorityIds: readonly string[];
  foreignAuthorityIds: readonly string[];
  kind?: PartnershipKind | null;
  status?: PartnershipStatus | null;
  titleFr?: string | null;
  titleEn?: string | null;
  themeCodes?: readonly string[] | null;
  dacSectorCode?: string | null;
  amounts?: readonly PartnershipAmountInput[] | null;
  documents?: readonly PartnershipDocumentInput[] | null;
  note?: string | null;
}
/** What the checks need to know, read once for all rows. */
export interface Known {
  partners: KnownPartners;
  themes: ReadonlySet<string>;
  /** Today in Europe/Paris. */
  day: string;
}

const MAX_THEMES = 20;

function idsAmong(
  type: string,
  ids: readonly string[],
  field: string,
  unknown: 'AUTHORITY_UNKNOWN' | 'FOREIGN_AUTHORITY_UNKNOWN',
) {
  for (const id of ids) if (!isIdOf(type, id)) throw refusal(unknown, field, { id: String(id).slice(0, 50) });
  const normal = ids.map((id) => id.toLowerCase());
  if (!normal.length || normal.length > MAX_PARTNERS || new Set(normal).size < normal.length)
    throw refusal('PARTNERS_INVALID.BETWEEN', field, { max: MAX_PARTNERS });
  return normal;
}

function themesAmong(codes: readonly string[], themes: ReadonlySet<string>): string[] {
  if (codes.length > MAX_THEMES || new Set(codes).size < codes.length)
    throw refusal('THEMES_INVALID.UP_TO', 'themeCodes', { most: MAX_THEMES });
  const unknown = codes.find((code) => !themes.has(code));
  if (unknown !== undefined) throw refusal('THEME_UNKNOWN', 'themeCodes', { code: unknown.slice(0, 50) });
  return [...codes];
}

/**
 * What an input states, checked.
 * @param fields names of the fields that hold the dates, for the problems
 * @throws Refusal with all problems
 */
export async function validateStated(
  input: StatedInput,
  dates: Dates,
  { partners, themes, day }: Known,
  fields: { start: string; signed: string; end: string },
): Promise<Stated> {
  const { start = null, signed = null, end = null } = dates;
  const { ids, ...valid } = await validateAll({
    ids: async () => {
      const { french, foreign } = await validateAll({
        french: () =>
          idsAmong('Authority', input.frenchAuthorityIds, 'frenchAuthorityIds', 'AUTHORITY_UNKNOWN'),
        foreign: () =>
          idsAmong(
            'ForeignAuthority',
            input.foreignAuthorityIds,
            'foreignAuthorityIds',
            'FOREIGN_AUTHORITY_UNKNOWN',
          ),
      });
      const { countryCodes } = partnersAmong(partners, french, foreign);
      refuseAny([countryCodes.includes('FR') && problem('COUNTRY_INVALID.PARTNERS', 'foreignAuthorityIds')]);
      return { frenchAuthorityIds: french, foreignAuthorityIds: foreign };
    },
    titleFr: () => validateOptionalText(input.titleFr ?? null, 'titleFr', 200),
    titleEn: () => validateOptionalText(input.titleEn ?? null, 'titleEn', 200),
    note: () => validateOptionalText(input.note ?? null, 'note', 1_000),
    themeCodes: () => themesAmong(input.themeCodes ?? [], themes),
    dacSectorCode: () => {
      const code = input.dacSectorCode ?? null;
      if (code !== null && !/^\d{5}$/.test(code)) throw refusal('SECTOR_INVALID', 'dacSectorCode');
      return code;
    },
    amounts: () => validateAmounts(input.amounts ?? [], Number(day.slice(0, 4))),
    documents: () => validateDocuments(input.documents ?? []),
    likely: () =>
      requireLikelyDates({ [fields.signed]: signed, [fields.end]: end }, [fields.signed, fields.end]),
    dates: () => refuseAny(dateProblems({ start, signed, end }, input.status ?? 'UNKNOWN', day, fields)),
  });
  const { likely: _likely, dates: _dates, ...columns } = valid;
  return {
    ...ids,
    ...columns,
    kind: input.kind ?? null,
    status: input.status ?? null,
    start,
    signed,
    end,
  };
}
