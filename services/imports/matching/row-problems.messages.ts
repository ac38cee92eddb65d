import { problemsOf } from '#kernel/errors';
import type { CellProblem } from '../mapping/import-row.js';

/** Why a row is ambiguous or refused, beside what is wrong with its cells. */
export const ROW_PROBLEMS = {
  FRENCH_AUTHORITY_AMBIGUOUS: {
    description: 'Several French authorities can be meant (homonymes).',
    reasons: {
      HOMONYMS: {
        en: 'One of the {count} French authorities of this name: add a département or a postal code, or choose one.',
        fr: 'Une des {count} collectivités de ce nom : ajoutez un département ou un code postal, ou choisissez-en une.',
      },
      NEAR: {
        en: 'No French authority has this name there; names that are near are among the candidates: choose one, or correct the name.',
        fr: 'Aucune collectivité n’y porte ce nom ; des noms proches sont parmi les candidates : choisissez-en une ou corrigez le nom.',
      },
      ELSEWHERE: {
        en: 'A French authority has this name, but not in that place: confirm it, or correct the place.',
        fr: 'Une collectivité porte ce nom, mais pas à cet endroit : confirmez-la ou corrigez le lieu.',
      },
    },
  },
  FRENCH_AUTHORITY_CLOSED: {
    description: 'The French authority was closed, and no successor is known (collectivité fermée).',
    en: 'A French authority that exists, or whose successor is known.',
    fr: 'Une collectivité qui existe, ou dont le successeur est connu.',
  },
  FRENCH_AUTHORITY_UNKNOWN: {
    description: 'No French authority is known so (collectivité inconnue).',
    en: 'The name, SIREN or INSEE code of a French authority.',
    fr: 'Le nom, le SIREN ou le code INSEE d’une collectivité française.',
  },
  FOREIGN_AUTHORITY_AMBIGUOUS: {
    description: 'Known authorities abroad are near (autorités étrangères proches).',
    reasons: {
      NEAR: {
        en: 'One of the known authorities that are near, or the decision to create another.',
        fr: 'Une des autorités connues qui sont proches, ou la décision d’en créer une autre.',
      },
      ELSEWHERE: {
        en: 'The French partner already works with an authority of such a name in another country: confirm it, or decide to create another.',
        fr: 'Le partenaire français travaille déjà avec une autorité de ce nom dans un autre pays : confirmez-la ou décidez d’en créer une autre.',
      },
    },
  },
  FOREIGN_AUTHORITY_REFUSED: {
    description: 'The authority abroad cannot be created as the row has it (autorité étrangère refusée).',
    en: '{message}',
    fr: '{message}',
  },
  PARTNERSHIP_AMBIGUOUS: {
    description: 'Partnerships that exist are near (partenariats proches).',
    en: 'One of the partnerships that exist, or the decision to create another.',
    fr: 'Un des partenariats existants, ou la décision d’en créer un autre.',
  },
  REPEATED: {
    description: 'Another row of the file says the same (ligne répétée).',
    en: 'Row {row} says the same: this one adds nothing.',
    fr: 'La ligne {row} dit la même chose : celle-ci n’ajoute rien.',
  },
  EXTERNAL_ID_TWICE: {
    description: 'Two rows of the file have the same key and differ (clé en double).',
    en: 'A key that no other row of the file has; row {row} has it too.',
    fr: 'Une clé qu’aucune autre ligne du fichier ne porte ; la ligne {row} la porte aussi.',
  },
} as const;

export const { problem: reason } = problemsOf(ROW_PROBLEMS);

/** What is to be said of a row. @param value that it has @param fatal whether the row is refused for it */
export const rowProblem = (
  value: string,
  fatal: boolean,
  { code, messageEn, messageFr }: ReturnType<typeof reason>,
): CellProblem => ({ column: '', value, code, expected: messageEn, expectedFr: messageFr, fatal });
