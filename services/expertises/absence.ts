import type { Connection } from '#kernel';
import type { ExpertiseFilter } from './expertise.input.js';
import { AbsenceReason } from './expertise.type.js';

const NOT_PUBLISHED = {
  languages: {
    fr: 'Aucune source publiée n’indique les langues de travail des collectivités : la question reste sans réponse, ce n’est pas un non.',
    en: 'No published source states the working languages of authorities: the question is unanswered, this is not a no.',
  },
  mobilisation: {
    fr: 'Aucune source publiée n’indique les modalités de mobilisation : la question reste sans réponse, ce n’est pas un non.',
    en: 'No published source states the terms of mobilisation: the question is unanswered, this is not a no.',
  },
  labels: {
    fr: 'Des labels ont été attribués, mais aucune source publique ne nomme un détenteur avec son expertise.',
    en: 'Labels were awarded, but no public source names a holder with its expertise.',
  },
} as const;

type Subject = keyof typeof NOT_PUBLISHED;

/** Which seldom published facts a filter asks for. */
function subjectsOf(filter: ExpertiseFilter | null | undefined): Set<Subject> {
  const subjects = new Set<Subject>();
  if (!filter) return subjects;
  if (filter.language) subjects.add('languages');
  if (filter.mobilisation) subjects.add('mobilisation');
  if (filter.basis?.in?.length === 1 && filter.basis.in[0] === 'LABELLED') subjects.add('labels');
  for (const part of filter.and ?? []) for (const subject of subjectsOf(part)) subjects.add(subject);
  return subjects;
}

/** Why a root list is empty: nobody published what was asked, or nothing meets the conditions. */
export async function absenceOf(
  page: Connection<unknown> & { filter?: ExpertiseFilter | null | undefined },
  published: () => Promise<Record<Subject, boolean>>,
) {
  if (page.nodes.length || !('filter' in page)) return null;
  const asked = [...subjectsOf(page.filter)];
  const known = asked.length ? await published() : undefined;
  const missing = asked.filter((subject) => !known![subject]);
  if (!missing.length) {
    return {
      reason: AbsenceReason.NO_MATCH,
      explanationFr: 'Aucune expertise connue ne remplit toutes ces conditions.',
      explanationEn: 'No known expertise meets all of these conditions.',
    };
  }
  return {
    reason: AbsenceReason.NOT_PUBLISHED,
    explanationFr: missing.map((subject) => NOT_PUBLISHED[subject].fr).join(' '),
    explanationEn: missing.map((subject) => NOT_PUBLISHED[subject].en).join(' '),
  };
}
