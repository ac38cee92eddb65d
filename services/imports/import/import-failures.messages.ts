/** Why an import stops, by code. */
export const IMPORT_FAILURES = {
  FORBIDDEN: {
    description: 'A permission is missing or was revoked (droit manquant).',
    en: 'A permission that it needs is missing or was revoked: {message}',
    fr: 'Un droit nécessaire manque ou a été révoqué : {message}',
  },
  INTERNAL: {
    description: 'It failed several times (échec répété).',
    en: 'It failed several times for a reason that its operator finds in the log; ask for the same again later.',
    fr: 'L’import a échoué plusieurs fois pour une raison que son exploitant trouve dans le journal ; redemandez la même chose plus tard.',
  },
  TOO_MANY_ROWS: {
    description: 'The file has too many rows (trop de lignes).',
    en: 'A file has at most {max} rows: split it.',
    fr: 'Un fichier compte au plus {max} lignes : divisez-le.',
  },
  UNREADABLE: {
    description: 'The file cannot be read (fichier illisible).',
    en: '{message}',
    fr: '{message}',
  },
  WITHDRAWAL_REFUSED: {
    description: 'What it entered cannot be taken back (annulation refusée).',
    en: 'It cannot be taken back: {message}',
    fr: 'L’import ne peut pas être annulé : {message}',
  },
} as const;
