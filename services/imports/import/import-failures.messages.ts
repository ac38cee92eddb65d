/** Why an import stops, by code. */
export const IMPORT_FAILURES = {
  FORBIDDEN: {
    description: 'A permission is missing or was revoked (droit manquant).',
    en: 'A permission that it needs is missing or was revoked: {scopes}.',
    fr: 'Un droit nécessaire manque ou a été révoqué : {scopes}.',
  },
  INCOMPLETE: {
    description: 'A part of the uploaded file is gone (fichier incomplet).',
    en: '{bytes} of the {total} bytes of the file are there: send it again.',
    fr: 'Seuls {bytes} des {total} octets du fichier sont là : envoyez-le de nouveau.',
  },
  INTERNAL: {
    description: 'It failed several times (échec répété).',
    en: 'It failed several times for a reason that its operator finds in the log; ask for the same again later.',
    fr: 'L’import a échoué plusieurs fois pour une raison que son exploitant trouve dans le journal ; redemandez la même chose plus tard.',
  },
  LAYOUT_UNKNOWN: {
    description: 'No layout fits the headers of the file (modèle de fichier inconnu).',
    en: 'No layout fits the headers {headers}: name one of {layouts}, or give a map of your own.',
    fr: 'Aucun modèle ne convient aux en-têtes {headers} : nommez l’un de {layouts}, ou donnez votre propre correspondance.',
  },
  MAP_INVALID: {
    description: 'The map that the importer wrote is wrong (correspondance non valable).',
    en: 'The map cannot be read: {message}',
    fr: 'La correspondance ne peut pas être lue : {message}',
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
