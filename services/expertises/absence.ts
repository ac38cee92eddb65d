import { type ThemeCondition } from '#vocabulary';
import type { Connection } from '#kernel/lists';
import type { ExpertiseFilter } from './expertise/expertise.input.js';
import { AbsenceReason, ExpertiseBasis } from './expertise/expertise.type.js';
import type { LabelFilter } from './label/label.input.js';
import type { Stores } from './stores.js';

/** A page that remembers what it was asked for. */
export type Filtered<Filter> = Connection<unknown> & { filter: Filter | null | undefined };

export const withFilter = <Page extends object, Filter>(page: Page, filter: Filter) =>
  Object.assign(page, { filter });

/** Why nothing can be found, in two languages. */
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
 * What keeps a filter from finding anything: in one of its own conditions, in one part of `and`, or in every branch of
 * `or`. `not` asks for what is left, and that can be found.
 */
async function gapsOf<Filter extends Branching<Filter>>(
  filter: Filter | null | undefined,
  own: (part: Filter) => Promise<EmptyResultReason[]>,
): Promise<EmptyResultReason[]> {
  if (!filter) return [];
  const gaps = await own(filter);
  for (const part of filter.and ?? []) gaps.push(...(await gapsOf(part, own)));
  const branches = await Promise.all((filter.or ?? []).map((part) => gapsOf(part, own)));
  if (branches.every((branch) => branch.length)) gaps.push(...branches.flat());
  return gaps;
}

/** The gaps as one answer: a theme that does not exist is the caller's to mend, so it comes first. */
function answerOf(gaps: readonly EmptyResultReason[], otherwise: EmptyResultReason): EmptyResultReason {
  const reason = [AbsenceReason.UNKNOWN_THEME, AbsenceReason.NOT_PUBLISHED].find((one) =>
    gaps.some((gap) => gap.reason === one),
  );
  if (!reason) return otherwise;
  const told = gaps.filter((gap) => gap.reason === reason);
  return {
    reason,
    explanationFr: [...new Set(told.map((gap) => gap.explanationFr))].join(' '),
    explanationEn: [...new Set(told.map((gap) => gap.explanationEn))].join(' '),
  };
}

async function themeGaps(
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

async function expertiseGaps(part: ExpertiseFilter, stores: Stores): Promise<EmptyResultReason[]> {
  const gaps = await themeGaps(part.theme, stores);
  const { language, mobilisation, basis } = part;
  if (language?.in?.length && !(await stores.expertises.published()).languages) gaps.push(LANGUAGES);
  if (mobilisation?.in?.length && !(await stores.expertises.published()).mobilisation)
    gaps.push(MOBILISATION);
  if (basis) {
    const asked = Object.values(ExpertiseBasis).filter(
      (one) => (basis.in?.includes(one) ?? true) && !basis.notIn?.includes(one),
    );
    const { bases } = await stores.expertises.published();
    if (!asked.some((one) => bases.includes(one))) gaps.push(...asked.map((one) => BASES[one]));
  }
  return gaps;
}

/** Past its end, a list that holds something has an empty page too. */
async function isEmpty(connection: Connection<unknown>): Promise<boolean> {
  const { nodes, pageInfo } = await connection.page();
  return !nodes.length && !pageInfo.hasPreviousPage && !pageInfo.hasNextPage;
}

/** Why a list of expertises is empty; null when it is not. */
export async function expertiseAbsence(
  page: Filtered<ExpertiseFilter>,
  stores: Stores,
): Promise<EmptyResultReason | null> {
  if (!(await isEmpty(page))) return null;
  return answerOf(await gapsOf(page.filter, (part) => expertiseGaps(part, stores)), NO_EXPERTISE);
}

/** Why a list of labels is empty; null when it is not. As long as there is no label at all, that is why. */
export async function labelAbsence(
  page: Filtered<LabelFilter>,
  stores: Stores,
): Promise<EmptyResultReason | null> {
  if (!(await isEmpty(page))) return null;
  if (!(await stores.expertises.published()).labels) return LABELS;
  return answerOf(await gapsOf(page.filter, (part) => themeGaps(part.theme, stores)), NO_LABEL);
}
