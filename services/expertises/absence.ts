import { type ThemeCondition } from '#vocabulary';
import type { Connection } from '#kernel/lists';
import type { ExpertiseFilter } from './expertise/expertise.input.js';
import { AbsenceReason, ExpertiseBasis } from './expertise/expertise.type.js';
import type { LabelFilter } from './label/label.input.js';
import type { Stores } from './stores.js';

/** Page with the filter of its list. */
export type Filtered<Filter> = Connection<unknown> & { filter: Filter | null | undefined };

export const withFilter = <Page extends object, Filter>(page: Page, filter: Filter) =>
  Object.assign(page, { filter });

/** Reason for an empty result, in two languages. */
interface EmptyResultReason {
  reason: AbsenceReason;
  explanationFr: string;
  explanationEn: string;
}

const notPublished = (explanationFr: string, explanationEn: string): EmptyResultReason => ({
  reason: AbsenceReason.NOT_PUBLISHED,
  explanationFr,
  explanationEn,
});

const LANGUAGES = notPublished(
  'Aucune source publiée n’indique les langues de travail des collectivités : la question reste sans réponse, ce n’est pas un non.',
  'No published source states the working languages of authorities: the question is unanswered, this is not a no.',
);
const MOBILISATION = notPublished(
  'Aucune source publiée n’indique les modalités de mobilisation : la question reste sans réponse, ce n’est pas un non.',
  'No published source states the terms of mobilisation: the question is unanswered, this is not a no.',
);
const LABELS = notPublished(
  'Des labels ont été attribués, mais aucune source publique ne nomme un détenteur avec son expertise.',
  'Labels were awarded, but no public source names a holder with its expertise.',
);
const BASES: Record<`${ExpertiseBasis}`, EmptyResultReason> = {
  LABELLED: LABELS,
  DECLARED: notPublished(
    'Aucune source publiée ne reprend ce que les collectivités déclarent elles-mêmes de leur expertise : la question reste sans réponse, ce n’est pas un non.',
    'No published source lists what authorities themselves declare of their expertise: the question is unanswered, this is not a no.',
  ),
  EVIDENCED: notPublished(
    'Aucune source publiée ne permet d’attester une expertise par des partenariats : la question reste sans réponse, ce n’est pas un non.',
    'No published source shows an expertise by partnerships: the question is unanswered, this is not a no.',
  ),
};

const NO_EXPERTISE: EmptyResultReason = {
  reason: AbsenceReason.NO_MATCH,
  explanationFr: 'Aucune expertise connue ne remplit toutes ces conditions.',
  explanationEn: 'No known expertise meets all of these conditions.',
};
const NO_LABEL: EmptyResultReason = {
  reason: AbsenceReason.NO_MATCH,
  explanationFr: 'Aucun label connu ne remplit toutes ces conditions.',
  explanationEn: 'No known label meets all of these conditions.',
};

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
  reasonsOf: (part: Filter) => Promise<EmptyResultReason[]>,
): Promise<EmptyResultReason[]> {
  if (!filter) return [];
  const reasons = await reasonsOf(filter);
  for (const part of filter.and ?? []) reasons.push(...(await emptyResultReasons(part, reasonsOf)));
  const branches = await Promise.all((filter.or ?? []).map((part) => emptyResultReasons(part, reasonsOf)));
  if (branches.every((branch) => branch.length)) reasons.push(...branches.flat());
  return reasons;
}

/** Merges reasons into one; an unknown theme comes first, since the caller can correct it. */
function mergeReasons(reasons: readonly EmptyResultReason[], fallback: EmptyResultReason): EmptyResultReason {
  const reason = [AbsenceReason.UNKNOWN_THEME, AbsenceReason.NOT_PUBLISHED].find((candidate) =>
    reasons.some((entry) => entry.reason === candidate),
  );
  if (!reason) return fallback;
  const entries = reasons.filter((entry) => entry.reason === reason);
  return {
    reason,
    explanationFr: [...new Set(entries.map((entry) => entry.explanationFr))].join(' '),
    explanationEn: [...new Set(entries.map((entry) => entry.explanationEn))].join(' '),
  };
}

async function themeReasons(
  condition: ThemeCondition | null | undefined,
  { themes }: Stores,
): Promise<EmptyResultReason[]> {
  if (!condition || (await themes.byCode.load(condition.code))) return [];
  return [
    {
      reason: AbsenceReason.UNKNOWN_THEME,
      explanationFr: `Aucune thématique n’a le code « ${condition.code} » ; \`themes\` les énumère toutes.`,
      explanationEn: `No theme has the code “${condition.code}”; \`themes\` lists them all.`,
    },
  ];
}

async function expertiseReasons(part: ExpertiseFilter, stores: Stores): Promise<EmptyResultReason[]> {
  const reasons = await themeReasons(part.theme, stores);
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

/** Whether the list is empty, and not just a page past its end. */
async function isEmpty(connection: Connection<unknown>): Promise<boolean> {
  const { nodes, pageInfo } = await connection.page();
  return !nodes.length && !pageInfo.hasPreviousPage && !pageInfo.hasNextPage;
}

/** Reason for which a list of expertises is empty; null when it is not. */
export async function expertiseAbsence(
  page: Filtered<ExpertiseFilter>,
  stores: Stores,
): Promise<EmptyResultReason | null> {
  if (!(await isEmpty(page))) return null;
  return mergeReasons(
    await emptyResultReasons(page.filter, (part) => expertiseReasons(part, stores)),
    NO_EXPERTISE,
  );
}

/**
 * Reason for which a list of labels is empty; null when it is not. Without any label in the graph, it is NOT_PUBLISHED.
 */
export async function labelAbsence(
  page: Filtered<LabelFilter>,
  stores: Stores,
): Promise<EmptyResultReason | null> {
  if (!(await isEmpty(page))) return null;
  if (!(await stores.expertises.published()).labels) return LABELS;
  return mergeReasons(
    await emptyResultReasons(page.filter, (part) => themeReasons(part.theme, stores)),
    NO_LABEL,
  );
}
