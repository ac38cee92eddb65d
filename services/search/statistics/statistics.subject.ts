import { AuthorityKind } from '#vocabulary';
import { sql, type Sql } from '#kernel/database';
import { basisOf } from '../authorities/expertise-condition.js';
import type { StatisticsDimension, StatisticsFilter, StatisticsSubject } from './statistics.input.js';
import { requestStatusNow } from '../matching/request-status.js';

export type Dimension = `${StatisticsDimension}`;

/** What several dimensions are read from: of one country come its region of the world and its part of that region. */
export type Axis = 'country' | 'theme' | 'authority';
/** A column of a row `p` in which a subject keeps its codes or ids. */
export interface AxisColumn {
  column: Sql;
  isList: boolean;
}
type Plain = 'KIND' | 'STATUS' | 'YEAR';

/** Where a subject keeps what it is counted by: rows `p` of a table. */
export interface Subject {
  from: Sql;
  axes: Partial<Record<Axis, AxisColumn>>;
  plain: Partial<Record<Plain, Sql>>;
  /** Every value that KIND and STATUS can have; the subgraph that owns the enum says which. */
  values: Partial<Record<Plain, readonly string[]>>;
  /** Rows `a` of its French authorities, up to a condition. */
  authorities?: Sql;
  /** Its own country group, where it has one. */
  countryGroup?: Sql;
}

const one = (column: Sql): AxisColumn => ({ column, isList: false });
const list = (column: Sql): AxisColumn => ({ column, isList: true });

export const SUBJECTS: Readonly<Record<`${StatisticsSubject}`, Subject>> = {
  PARTNERSHIPS: {
    from: sql`partnership p`,
    axes: {
      country: one(sql`p.country_code`),
      theme: list(sql`p.theme_codes`),
      authority: list(sql`p.authority_ids`),
    },
    plain: { KIND: sql`p.kind`, STATUS: sql`p.status`, YEAR: sql`p.start_year` },
    values: {
      KIND: ['TWINNING', 'COOPERATION', 'FRIENDSHIP', 'PROJECT', 'CONTACT'],
      STATUS: ['ONGOING', 'ENDED', 'SUSPENDED', 'UNKNOWN'],
    },
    authorities: sql`partnership_authority pa JOIN authority a ON a.id = pa.authority_id WHERE pa.partnership_id = p.id`,
  },
  EXPERTISES: {
    from: sql`expertise p`,
    axes: {
      country: list(sql`p.country_codes`),
      theme: one(sql`p.theme_code`),
      authority: one(sql`p.authority_id`),
    },
    plain: { KIND: basisOf(sql`p.label_periods`, sql`p.basis`) },
    values: { KIND: ['LABELLED', 'DECLARED', 'EVIDENCED'] },
    authorities: sql`authority a WHERE a.id = p.authority_id`,
  },
  REQUESTS: {
    from: sql`cooperation_request p`,
    axes: { country: one(sql`p.country_code`), theme: list(sql`p.theme_codes`) },
    // A year, a month or a day.
    plain: { STATUS: requestStatusNow(sql`p`), YEAR: sql`left(p.opened_on, 4)::int` },
    values: { STATUS: ['OPEN', 'MATCHED', 'CLOSED', 'EXPIRED'] },
  },
  EVENTS: {
    from: sql`event p`,
    axes: { country: list(sql`p.country_codes`) },
    plain: { KIND: sql`p.kind`, STATUS: sql`p.status`, YEAR: sql`extract(year FROM p.start_date)::int` },
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
    countryGroup: sql`p.country_group_code`,
  },
  CALLS: {
    from: sql`call_for_projects p`,
    axes: { country: list(sql`p.country_codes`), theme: list(sql`p.theme_codes`) },
    plain: { KIND: sql`p.kind`, YEAR: sql`extract(year FROM p.opens_on)::int` },
    values: { KIND: ['GENERAL', 'TURNKEY', 'THEMATIC', 'JOINT_GEOGRAPHIC', 'LABEL_SESSION'] },
  },
};

export const AUTHORITY_KINDS: readonly string[] = Object.values(AuthorityKind);

/** What each dimension is read from. */
export const SOURCES: Readonly<Record<Dimension, Axis | Plain>> = {
  COUNTRY: 'country',
  WORLD_REGION: 'country',
  WORLD_SUB_REGION: 'country',
  THEME: 'theme',
  THEME_TREE: 'theme',
  THEME_HEAD: 'theme',
  REGION: 'authority',
  AUTHORITY_KIND: 'authority',
  KIND: 'KIND',
  STATUS: 'STATUS',
  YEAR: 'YEAR',
};

/** What a subject must have for each condition of a filter. */
export const NEEDS: Readonly<Record<Exclude<keyof StatisticsFilter, 'and' | 'or' | 'not'>, Axis | Plain>> = {
  country: 'country',
  worldRegion: 'country',
  worldSubRegion: 'country',
  isLeastDeveloped: 'country',
  countryGroup: 'country',
  theme: 'theme',
  isClassified: 'theme',
  region: 'authority',
  department: 'authority',
  authorityKind: 'authority',
  kind: 'KIND',
  status: 'STATUS',
  year: 'YEAR',
};

/** The column from which something is read that the subject has. */
export const columnOf = ({ axes, plain }: Subject, source: Axis | Plain): Sql =>
  source === 'country' || source === 'theme' || source === 'authority'
    ? axes[source]!.column
    : plain[source]!;

/** The names among these that a subject has, by what each of them needs. */
export function namesOf<Name extends string>(
  needs: Readonly<Record<Name, Axis | Plain>>,
  { axes, plain }: Subject,
): Name[] {
  const has = { ...axes, ...plain };
  return (Object.keys(needs) as Name[]).filter((name) => has[needs[name]] !== undefined);
}
