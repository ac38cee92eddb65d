import { AuthorityKind, PartnershipKind, PartnershipStatus } from '#vocabulary';
import { sql, type Sql } from '#kernel/database';
import { Confidence } from '#kernel/graphql';
import { tieCountries } from '../authorities/country-condition.js';
import { basisOf, isLabelled } from '../authorities/expertise-condition.js';
import { requestStatusNow } from '../matching/request-status.js';
import type { StatisticsSubject } from './statistics.input.js';

/** Sources of dimensions that a row may have several values of: a country also gives its region of the world. */
export const AXES = [
  'country',
  'theme',
  'authority',
  'foreignAuthority',
  'language',
  'label',
  'source',
] as const;
export type Axis = (typeof AXES)[number];
/** Column of a row `p` with the codes, ids or titles of an axis; never null when it is a list. */
export interface AxisColumn {
  column: Sql;
  isList: boolean;
}
/** Sources with one value for each row. GROUP is a country group of its own. */
export type Plain = 'KIND' | 'STATUS' | 'YEAR' | 'CONFIDENCE' | 'GROUP' | 'AMOUNT' | 'AS_OF';
export type Source = Axis | Plain;

/** Subject of statistics: rows `p` of a table and the columns by which they are counted. */
export interface Subject {
  from: Sql;
  axes: Partial<Record<Axis, AxisColumn>>;
  plain: Partial<Record<Plain, Sql>>;
  /** All values of KIND and STATUS, as in the subgraph that owns the enum. */
  values: Partial<Record<Plain, readonly string[]>>;
  /** FROM and WHERE of its French authorities `a`, to which conditions are added. */
  authorities?: Sql;
}

const single = (column: Sql): AxisColumn => ({ column, isList: false });
const list = (column: Sql): AxisColumn => ({ column, isList: true });

/** Codes of the programmes of labels `l` that are valid today. */
const labelsOf = (periods: Sql, holder: Sql) =>
  sql`CASE WHEN ${isLabelled(periods)} THEN ARRAY(SELECT DISTINCT l.programme_code FROM label l WHERE ${holder}
    AND l.revoked_on IS NULL AND ${isLabelled(sql`ARRAY[daterange(l.valid_from, l.valid_until, '[]')]`)}) ELSE '{}' END`;

export const AUTHORITY_KINDS: readonly string[] = Object.values(AuthorityKind);

export const SUBJECTS: Readonly<Record<`${StatisticsSubject}`, Subject>> = {
  PARTNERSHIPS: {
    from: sql`partnership p`,
    axes: {
      country: list(sql`p.country_codes`),
      theme: list(sql`p.theme_codes`),
      authority: list(sql`p.authority_ids`),
      foreignAuthority: list(sql`coalesce(p.foreign_authority_ids, '{}')`),
      source: list(sql`p.source_titles`),
    },
    plain: {
      KIND: sql`p.kind`,
      STATUS: sql`p.status`,
      YEAR: sql`p.start_year`,
      CONFIDENCE: sql`p.confidence`,
      AMOUNT: sql`p.amount_eur`,
      AS_OF: sql`p.as_of`,
    },
    values: {
      KIND: Object.values(PartnershipKind),
      STATUS: Object.values(PartnershipStatus),
      // What an authority declares is an expertise: no source of partnerships is attested so.
      CONFIDENCE: Object.values(Confidence).filter((confidence) => confidence !== Confidence.DECLARED),
    },
    authorities: sql`partnership_authority pa JOIN authority a ON a.id = pa.authority_id WHERE pa.partnership_id = p.id`,
  },
  EXPERTISES: {
    from: sql`expertise p`,
    axes: {
      country: list(sql`p.country_codes`),
      theme: single(sql`p.theme_code`),
      authority: single(sql`p.authority_id`),
      language: list(sql`coalesce(p.languages, '{}')`),
      label: list(labelsOf(sql`p.label_periods`, sql`l.expertise_id = p.id`)),
    },
    plain: { KIND: basisOf(sql`p.label_periods`, sql`p.basis`) },
    values: { KIND: ['LABELLED', 'DECLARED', 'EVIDENCED'] },
    authorities: sql`authority a WHERE a.id = p.authority_id`,
  },
  AUTHORITIES: {
    from: sql`(SELECT * FROM authority WHERE valid_to IS NULL) p`,
    axes: {
      country: list(tieCountries(sql`p`)),
      // theme_codes of authorities hold the themes above, too.
      theme: list(
        sql`CASE WHEN p.expertise_count > 0 THEN ARRAY(SELECT DISTINCT e.theme_code FROM expertise e WHERE e.authority_id = p.id) ELSE '{}' END`,
      ),
      authority: single(sql`p.id`),
      foreignAuthority: list(
        sql`CASE WHEN p.partnership_count > 0 THEN ARRAY(SELECT DISTINCT f.id FROM partnership_authority pa JOIN partnership t ON t.id = pa.partnership_id
          CROSS JOIN unnest(t.foreign_authority_ids) f(id) WHERE pa.authority_id = p.id) ELSE '{}' END`,
      ),
      language: list(sql`p.language_codes`),
      label: list(labelsOf(sql`p.label_periods`, sql`l.authority_id = p.id`)),
    },
    plain: { KIND: sql`p.kind` },
    values: { KIND: AUTHORITY_KINDS },
    authorities: sql`authority a WHERE a.id = p.id`,
  },
  REQUESTS: {
    from: sql`cooperation_request p`,
    axes: {
      country: single(sql`p.country_code`),
      theme: list(sql`p.theme_codes`),
      foreignAuthority: single(sql`p.foreign_authority_id`),
      language: list(sql`p.languages`),
    },
    // opened_on is a year, a month or a day.
    plain: { STATUS: requestStatusNow(sql`p`), YEAR: sql`left(p.opened_on, 4)::int` },
    values: { STATUS: ['OPEN', 'MATCHED', 'CLOSED', 'EXPIRED'] },
  },
  EVENTS: {
    from: sql`event p`,
    axes: { country: list(sql`p.country_codes`) },
    plain: {
      KIND: sql`p.kind`,
      STATUS: sql`p.status`,
      YEAR: sql`extract(year FROM p.start_date)::int`,
      GROUP: sql`p.country_group_code`,
    },
    values: {
      KIND: [
        'COUNTRY_GROUP_MEETING',
        'STEERING_COMMITTEE',
        'STUDY_MISSION',
        'MISSION',
        'ASSISES',
        'BILATERAL_MEETINGS',
        'CONFERENCE',
        'WEBINAR',
        'WORKSHOP',
        'TALK',
        'SELECTION_COMMITTEE',
        'TRAINING',
        'MEETING',
      ],
      STATUS: ['SAVE_THE_DATE', 'SCHEDULED', 'HELD', 'POSTPONED', 'CANCELLED', 'UNKNOWN'],
    },
  },
  CALLS: {
    from: sql`call_for_projects p`,
    axes: { country: list(sql`p.country_codes`), theme: list(sql`p.theme_codes`) },
    plain: { KIND: sql`p.kind`, YEAR: sql`extract(year FROM p.opens_on)::int` },
    values: { KIND: ['GENERAL', 'TURNKEY', 'THEMATIC', 'JOINT_GEOGRAPHIC', 'LABEL_SESSION'] },
  },
};

const isAxis = (source: Source): source is Axis => (AXES as readonly Source[]).includes(source);

export const has = ({ axes, plain }: Subject, source: Source): boolean =>
  (isAxis(source) ? axes[source] : plain[source]) !== undefined;

/** Column of a source that the subject has. */
export const columnOf = ({ axes, plain }: Subject, source: Source): Sql =>
  isAxis(source) ? axes[source]!.column : plain[source]!;

/** Whether the column of a source holds a list. */
export const isList = ({ axes }: Subject, source: Source): boolean => isAxis(source) && axes[source]!.isList;
