import { AuthorityKind, PartnershipKind, PartnershipStatus } from '#vocabulary';
import { sql, type Sql } from '#kernel/database';
import { basisOf } from '../authorities/expertise-condition.js';
import type { StatisticsDimension, StatisticsFilter, StatisticsSubject } from './statistics.input.js';
import { requestStatusNow } from '../matching/request-status.js';

export type Dimension = `${StatisticsDimension}`;

/** Sources of several dimensions: a country also gives its region and sub-region of the world. */
export type Axis = 'country' | 'theme' | 'authority';
/** Column of a row `p` with the codes or ids of an axis. */
export interface AxisColumn {
  column: Sql;
  isList: boolean;
}
/** Dimensions with a value of their own. */
type Plain = 'KIND' | 'STATUS' | 'YEAR';

/** Subject of statistics: rows `p` of a table and the columns by which they are counted. */
export interface Subject {
  from: Sql;
  axes: Partial<Record<Axis, AxisColumn>>;
  plain: Partial<Record<Plain, Sql>>;
  /** All values of KIND and STATUS, as in the subgraph that owns the enum. */
  values: Partial<Record<Plain, readonly string[]>>;
  /** FROM and WHERE of its French authorities `a`, to which conditions are added. */
  authorities?: Sql;
  /** Column of its own country group, where it has one. */
  countryGroup?: Sql;
}

const single = (column: Sql): AxisColumn => ({ column, isList: false });
const list = (column: Sql): AxisColumn => ({ column, isList: true });

export const SUBJECTS: Readonly<Record<`${StatisticsSubject}`, Subject>> = {
  PARTNERSHIPS: {
    from: sql`partnership p`,
    axes: {
      country: single(sql`p.country_code`),
      theme: list(sql`p.theme_codes`),
      authority: list(sql`p.authority_ids`),
    },
    plain: { KIND: sql`p.kind`, STATUS: sql`p.status`, YEAR: sql`p.start_year` },
    values: {
      KIND: Object.values(PartnershipKind),
      STATUS: Object.values(PartnershipStatus),
    },
    authorities: sql`partnership_authority pa JOIN authority a ON a.id = pa.authority_id WHERE pa.partnership_id = p.id`,
  },
  EXPERTISES: {
    from: sql`expertise p`,
    axes: {
      country: list(sql`p.country_codes`),
      theme: single(sql`p.theme_code`),
      authority: single(sql`p.authority_id`),
    },
    plain: { KIND: basisOf(sql`p.label_periods`, sql`p.basis`) },
    values: { KIND: ['LABELLED', 'DECLARED', 'EVIDENCED'] },
    authorities: sql`authority a WHERE a.id = p.authority_id`,
  },
  REQUESTS: {
    from: sql`cooperation_request p`,
    axes: { country: single(sql`p.country_code`), theme: list(sql`p.theme_codes`) },
    // opened_on is a year, a month or a day.
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

/** Source of each dimension. */
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

/** Source that each condition of a filter needs. */
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

/** Column of a source that the subject has. */
export const columnOf = ({ axes, plain }: Subject, source: Axis | Plain): Sql =>
  source === 'country' || source === 'theme' || source === 'authority'
    ? axes[source]!.column
    : plain[source]!;

/** Names whose source the subject has. */
export function namesOf<Name extends string>(
  needs: Readonly<Record<Name, Axis | Plain>>,
  { axes, plain }: Subject,
): Name[] {
  const has = { ...axes, ...plain };
  return (Object.keys(needs) as Name[]).filter((name) => has[needs[name]] !== undefined);
}
