import type { Text } from '#kernel/errors';
import {
  AbsenceReason,
  absenceRow,
  absenceText,
  impossible,
  isEmpty,
  noMatch,
  type AbsenceRow,
} from '#vocabulary';
import type { Connection, ListParent } from '#kernel/lists';
import type { ExpertiseFilter } from './expertise/expertise.input.js';
import { ExpertiseBasis } from './expertise/expertise.type.js';
import type { LabelFilter } from './label/label.input.js';
import type { Stores } from './stores.js';

/** Page with the filter of its list. */
export type Filtered<Filter> = Connection<unknown> & {
  filter: Filter | null | undefined;
  parent?: ListParent | undefined;
};

export const withFilter = <Page extends object, Filter>(page: Page, filter: Filter, parent?: ListParent) =>
  Object.assign(page, { filter, parent });

const notPublished = (text: Text) => absenceRow(AbsenceReason.NOT_PUBLISHED, text);

const LANGUAGES = notPublished(absenceText('NO_LANGUAGES'));
const MOBILISATION = notPublished(absenceText('NO_MOBILISATION'));
const LABELS = notPublished(absenceText('NO_HOLDERS'));
const BASES: Record<`${ExpertiseBasis}`, AbsenceRow> = {
  LABELLED: LABELS,
  DECLARED: notPublished(absenceText('NO_DECLARATIONS')),
  EVIDENCED: notPublished(absenceText('NO_EVIDENCE')),
};

const NO_LABEL = absenceRow(AbsenceReason.NO_MATCH, absenceText('NO_LABEL'));

interface Branching<Filter> {
  and?: Filter[];
  or?: Filter[];
}

/**
 * Collects the reasons for which a filter finds nothing: of its own conditions, of the parts of `and`, and of `or` when
 * every branch has one. `not` never gives a reason, since the remaining rows can be found.
 */
async function emptyResultReasons<Filter extends Branching<Filter>>(
  filter: Filter | null | undefined,
  reasonsOf: (part: Filter) => Promise<AbsenceRow[]>,
): Promise<AbsenceRow[]> {
  if (!filter) return [];
  const reasons = await reasonsOf(filter);
  for (const part of filter.and ?? []) reasons.push(...(await emptyResultReasons(part, reasonsOf)));
  const branches = await Promise.all((filter.or ?? []).map((part) => emptyResultReasons(part, reasonsOf)));
  if (branches.every((branch) => branch.length)) reasons.push(...branches.flat());
  return reasons;
}

/** Merges reasons into one. */
function mergeReasons(reasons: readonly AbsenceRow[]): AbsenceRow {
  return {
    ...reasons[0]!,
    explanationFr: [...new Set(reasons.map((entry) => entry.explanationFr))].join(' '),
    explanationEn: [...new Set(reasons.map((entry) => entry.explanationEn))].join(' '),
  };
}

async function expertiseReasons(part: ExpertiseFilter, stores: Stores): Promise<AbsenceRow[]> {
  const reasons: AbsenceRow[] = [];
  const { language, mobilisation, basis } = part;
  if (language?.in?.length && !(await stores.expertises.published()).languages) reasons.push(LANGUAGES);
  if (mobilisation?.in?.length && !(await stores.expertises.published()).mobilisation)
    reasons.push(MOBILISATION);
  if (basis) {
    const requested = Object.values(ExpertiseBasis).filter(
      (value) => (basis.in?.includes(value) ?? true) && !basis.notIn?.includes(value),
    );
    const { bases } = await stores.expertises.published();
    if (!requested.some((value) => bases.includes(value)))
      reasons.push(...requested.map((value) => BASES[value]));
  }
  return reasons;
}

/** Reason for which a list of expertises is empty; null when it is not. */
export async function expertiseAbsence(
  page: Filtered<ExpertiseFilter>,
  stores: Stores,
): Promise<AbsenceRow | null> {
  if (!(await isEmpty(page))) return null;
  const never = impossible(page.filter);
  if (never) return never;
  const unpublished = await emptyResultReasons(page.filter, (part) => expertiseReasons(part, stores));
  if (unpublished.length) return mergeReasons(unpublished);
  const count = await stores.expertises.unclassified(page.filter ?? {}, page.parent);
  if (!count) return noMatch('EXPERTISES', page.filter);
  return absenceRow(
    AbsenceReason.NOT_CLASSIFIED,
    absenceText('PARTNERSHIPS_NOT_CLASSIFIED', { count }),
    count,
  );
}

/**
 * Reason for which a list of labels is empty; null when it is not. Without any label in the graph, it is NOT_PUBLISHED.
 */
export async function labelAbsence(page: Filtered<LabelFilter>, stores: Stores): Promise<AbsenceRow | null> {
  if (!(await isEmpty(page))) return null;
  if (!(await stores.expertises.published()).labels) return LABELS;
  return impossible(page.filter) ?? NO_LABEL;
}
