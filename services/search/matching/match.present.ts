import {
  MATCH_CRITERIA,
  mostOf,
  pointsOf,
  type MatchCriterionName,
  type MatchLevel,
} from './match-weights.js';
import { MatchCriterion, type MatchReason } from './match.type.js';

interface Name {
  fr: string;
  en: string;
}

/** A row of `matched`, as {@link matchColumns} selects it. */
export interface MatchRow {
  requestId: string;
  expertiseId: string;
  authorityId: string;
  kind: string;
  name: string;
  population: number | null;
  requesterPopulation: number | null;
  score: number;
  languages: string[] | null;
  requestedLanguages: string[];
  mobilisationModes: string[] | null;
  urgencyLevel: 'IMMEDIATE' | 'SOON' | 'PLANNED' | null;
  levels: { [Criterion in MatchCriterionName]: MatchLevel<Criterion> };
  theme: Name | null;
  requestedTheme: Name | null;
  requesterCountry: Name[] | null;
  /** Countries where the authority works, within the group, sub-region or region of its COUNTRY level. */
  nearCountries: Name[] | null;
}

export type BilingualReason = Omit<MatchReason, 'detail'> & Record<'detailFr' | 'detailEn', string>;

type Sentence = readonly [fr: string, en: string];
const list = (values: readonly string[]) => values.join(', ');
const names = (values: readonly Name[] | null, language: 'fr' | 'en') =>
  list((values ?? []).map((name) => name[language]));

/** Explanation of each criterion, in both languages; the schema picks one. */
const SENTENCES: Readonly<Record<MatchCriterionName, (row: MatchRow) => Sentence>> = {
  THEME({ levels, theme, requestedTheme }) {
    const [fr, en] = [theme?.fr ?? '', theme?.en ?? ''];
    const [requestedFr, requestedEn] = [requestedTheme?.fr ?? '', requestedTheme?.en ?? ''];
    switch (levels.THEME) {
      case 'SAME':
        return [`La thématique demandée : ${fr}`, `The theme that is asked for: ${en}`];
      case 'BELOW':
        return [`${fr}, qui fait partie de ${requestedFr}`, `${en}, a part of ${requestedEn}`];
      case 'ABOVE':
        return [`${fr}, plus large que ${requestedFr}`, `${en}, which is broader than ${requestedEn}`];
      case 'SIBLING':
        return [`${fr}, thématique voisine de ${requestedFr}`, `${en}, a theme beside ${requestedEn}`];
      case 'NOT_ASKED':
        return [
          `La demande ne précise aucune thématique ; l’expertise porte sur ${fr}`,
          `The request names no theme; the expertise is in ${en}`,
        ];
    }
  },
  COUNTRY({ levels, requesterCountry, nearCountries }) {
    const [fr, en] = [names(requesterCountry, 'fr'), names(requesterCountry, 'en')];
    const [nearFr, nearEn] = [names(nearCountries, 'fr'), names(nearCountries, 'en')];
    switch (levels.COUNTRY) {
      case 'SHOWN_THERE':
        return [`Expertise mise en œuvre sur place : ${fr}`, `This expertise was shown there: ${en}`];
      case 'WORKS_THERE':
        return [
          `A des partenariats sur place, sur d’autres sujets : ${fr}`,
          `Has partnerships there, on other subjects: ${en}`,
        ];
      case 'DECLARED_THERE':
        return [
          `Expérience sur place déclarée par la collectivité, sans partenariat connu : ${fr}`,
          `The authority says that it has experience there; no partnership is known: ${en}`,
        ];
      case 'SAME_GROUP':
        return [
          `Travaille dans le même groupe-pays : ${nearFr}`,
          `Works in the same country group: ${nearEn}`,
        ];
      case 'SAME_SUB_REGION':
        return [
          `Travaille dans la même sous-région : ${nearFr}`,
          `Works in the same part of the world: ${nearEn}`,
        ];
      case 'SAME_REGION':
        return [
          `Travaille dans la même région du monde : ${nearFr}`,
          `Works in the same region of the world: ${nearEn}`,
        ];
      case 'NONE':
        return [
          `Aucune expérience connue dans cette région du monde (${fr})`,
          `No experience in this region of the world is known (${en})`,
        ];
    }
  },
  LANGUAGE({ levels, languages, requestedLanguages }) {
    const shared = requestedLanguages.filter((code) => code === 'fr' || languages?.includes(code));
    switch (levels.LANGUAGE) {
      case 'SHARED':
        return [`Langue commune : ${list(shared)}`, `A language in common: ${list(shared)}`];
      case 'NONE':
        return [
          `Aucune langue commune : ${list(languages ?? [])} d’un côté, ${list(requestedLanguages)} de l’autre`,
          `No language in common: ${list(languages ?? [])} on one side, ${list(requestedLanguages)} on the other`,
        ];
      case 'UNKNOWN':
        return [
          `Demandé : ${list(requestedLanguages)} ; les langues de l’expertise ne sont pas indiquées`,
          `Asked for: ${list(requestedLanguages)}; the languages of the expertise are not stated`,
        ];
      case 'NOT_ASKED':
        return ['La demande n’indique aucune langue', 'The request states no language'];
    }
  },
  LABEL: ({ levels }) =>
    levels.LABEL === 'ACTIVE'
      ? ['Un label en vigueur distingue cette expertise', 'An active label stands behind this expertise']
      : ['Aucun label en vigueur n’est connu', 'No active label is known'],
  MOBILISATION({ levels, mobilisationModes, urgencyLevel }) {
    const modes = list(mobilisationModes ?? []);
    switch (levels.MOBILISATION) {
      case 'FITS':
        return [
          `Se mobilise assez vite (${urgencyLevel}) : ${modes}`,
          `Can be mobilised in time (${urgencyLevel}): ${modes}`,
        ];
      case 'NONE':
        return [
          `Ne se mobilise pas assez vite (${urgencyLevel}) : ${modes}`,
          `Cannot be mobilised in time (${urgencyLevel}): ${modes}`,
        ];
      case 'UNKNOWN':
        return [
          'Les modalités de mobilisation de l’expertise ne sont pas indiquées',
          'How the expertise can be mobilised is not stated',
        ];
      case 'NOT_ASKED':
        return [
          'La demande n’indique pas de degré d’urgence',
          'The request does not say when help is needed',
        ];
    }
  },
  SIZE({ levels, population, requesterPopulation }) {
    if (levels.SIZE === 'UNKNOWN')
      return requesterPopulation === null
        ? [
            'La population de l’autorité demandeuse n’est pas connue',
            'How many inhabitants who asks has is not known',
          ]
        : [
            'La population de la collectivité n’est pas connue',
            'How many inhabitants the authority has is not known',
          ];
    const [fr, en] = (['fr-FR', 'en-GB'] as const).map((locale) =>
      [population!, requesterPopulation!].map((count) => count.toLocaleString(locale)),
    );
    return [
      `${fr![0]} habitants, contre ${fr![1]} pour l’autorité demandeuse`,
      `${en![0]} inhabitants, and ${en![1]} where help is sought`,
    ];
  },
};

const reasonsOf = (row: MatchRow): BilingualReason[] =>
  MATCH_CRITERIA.map((criterion) => {
    const [detailFr, detailEn] = SENTENCES[criterion](row);
    return {
      criterion: MatchCriterion[criterion],
      points: pointsOf(criterion, row.levels[criterion]),
      of: mostOf(criterion),
      detailFr,
      detailEn,
    };
  });

/** GraphQL object of a match, with its explanations in both languages. */
export const matchOf = (row: MatchRow) => ({
  score: row.score,
  get reasons() {
    return reasonsOf(row);
  },
  expertise: { id: row.expertiseId },
  authority: { id: row.authorityId, kind: row.kind, name: row.name, population: row.population },
  request: { id: row.requestId },
});
