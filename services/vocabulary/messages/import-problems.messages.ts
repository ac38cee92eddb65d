/** Problems of imports of files, by code. */
export const IMPORT_PROBLEMS = {
  ROW_DECISION_INVALID: {
    description: 'A decision about a row of an import does not fit the row (décision non valable).',
    reasons: {
      ROW: {
        en: 'There is no row with the id {id} in this import.',
        fr: 'Aucune ligne de cet import n’a l’identifiant {id}.',
      },
      APPLIED: {
        en: 'Row {row} is in the graph already: take it back first.',
        fr: 'La ligne {row} est déjà dans le graphe : annulez-la d’abord.',
      },
      CANDIDATE: {
        en: '{id} is none of the candidates of row {row}.',
        fr: '{id} n’est pas parmi les candidats de la ligne {row}.',
      },
      WHICH: {
        en: 'Say which candidates row {row} means.',
        fr: 'Indiquez quels candidats désigne la ligne {row}.',
      },
      UNREADABLE: {
        en: 'Row {row} could not be read: correct the file, or leave the row out.',
        fr: 'La ligne {row} n’a pas pu être lue : corrigez le fichier ou ignorez la ligne.',
      },
      COUNT: { en: 'Expected 1 to {max} decisions.', fr: 'De 1 à {max} décisions sont attendues.' },
    },
  },
  FILE_INVALID: {
    description: 'The file, or a part of it, is not as expected (fichier non valable).',
    reasons: {
      CONTENT: {
        en: 'Give the content either as `text` or as `base64`.',
        fr: 'Donnez le contenu soit dans `text`, soit dans `base64`.',
      },
      BASE64: {
        en: 'Expected base64 (RFC 4648).',
        fr: 'Du base64 (RFC 4648) est attendu.',
      },
      EMPTY: { en: 'The file is empty.', fr: 'Le fichier est vide.' },
      PART_TOO_LARGE: {
        en: 'A part has at most {max} bytes: send it in smaller ones.',
        fr: 'Une partie compte au plus {max} octets : envoyez-en de plus petites.',
      },
      TOO_LARGE: {
        en: 'A file has at most {max} bytes.',
        fr: 'Un fichier compte au plus {max} octets.',
      },
      PART_NUMBER: {
        en: 'Expected part {next}: parts come in order, from 1.',
        fr: 'La partie {next} est attendue : les parties se suivent à partir de 1.',
      },
      DIGEST: {
        en: 'The parts that arrived have the SHA-256 {digest}: send the file again.',
        fr: 'Les parties reçues ont le SHA-256 {digest} : envoyez de nouveau le fichier.',
      },
    },
  },
  IMPORT_STATE: {
    description: 'The import has not got so far, or something is being done with it (état de l’import).',
    reasons: {
      IS: {
        en: 'It is {state}; expected {allowed}.',
        fr: 'Son état est {state} ; attendu : {allowed}.',
      },
      IN_GRAPH: {
        en: 'Rows of it are in the graph, or may be: take it back before you delete it.',
        fr: 'Certaines de ses lignes sont dans le graphe, ou peuvent y être : annulez-le avant de le supprimer.',
      },
      UNPREVIEWED: {
        en: '{count} of its rows were decided about after its preview: preview it again.',
        fr: '{count} de ses lignes ont fait l’objet d’une décision après son aperçu : redemandez l’aperçu.',
      },
    },
  },
  IMPORT_QUOTA: {
    description: 'The actor has too many imports that are not finished, or too large ones (quota d’imports).',
    reasons: {
      OPEN: {
        en: 'You have {count} imports that are neither applied nor taken back, and may have {max}: finish or delete some.',
        fr: 'Vous avez {count} imports ni appliqués ni annulés, pour {max} au plus : terminez-en ou supprimez-en.',
      },
      BYTES: {
        en: 'Your imports that are neither applied nor taken back would have {bytes} bytes, and may have {max}: finish or delete some.',
        fr: 'Vos imports ni appliqués ni annulés compteraient {bytes} octets, pour {max} au plus : terminez-en ou supprimez-en.',
      },
    },
  },
  LAYOUT_INVALID: {
    description: 'The layout of the file is given twice, or is not known (modèle de fichier non valable).',
    reasons: {
      BOTH: {
        en: 'Give the name of a layout or a layout of your own, not both.',
        fr: 'Donnez le nom d’un modèle ou un modèle à vous, pas les deux.',
      },
    },
  },
} as const;
