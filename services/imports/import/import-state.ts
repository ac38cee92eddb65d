import { registerEnumType } from 'type-graphql';

export enum ImportState {
  UPLOADING = 'UPLOADING',
  READING = 'READING',
  READ = 'READ',
  PREVIEWING = 'PREVIEWING',
  PREVIEWED = 'PREVIEWED',
  APPLYING = 'APPLYING',
  APPLIED = 'APPLIED',
  UNDOING = 'UNDOING',
  UNDONE = 'UNDONE',
  FAILED = 'FAILED',
}
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'How far an import has got (état de l’import).',
  valuesConfig: {
    UPLOADING: { description: 'Parts of its file are still to come (en cours d’envoi).' },
    READING: { description: 'Its file is being read into rows (en lecture).' },
    READ: { description: 'Its rows are there; nothing was compared with the graph yet (lu).' },
    PREVIEWING: { description: 'What would become of each row is being found out (aperçu en cours).' },
    PREVIEWED: {
      description: 'The fate of each row is known, and nothing of it is in the graph yet (aperçu prêt).',
    },
    APPLYING: { description: 'Its rows are being entered into the graph (en cours d’application).' },
    APPLIED: {
      description: 'The rows that could be are in the graph; ambiguous and refused ones are not (appliqué).',
    },
    UNDOING: { description: 'What it entered is being taken back (en cours d’annulation).' },
    UNDONE: { description: 'Nothing of it is in the graph any more (annulé).' },
    FAILED: { description: 'It stopped for the reason in `failure`, and can go on (en échec).' },
  },
});

/** States in which the job works on an import; in all others it waits for people. */
export const AT_WORK: readonly ImportState[] = [
  ImportState.READING,
  ImportState.PREVIEWING,
  ImportState.APPLYING,
  ImportState.UNDOING,
];

/** States in which an import may begin a work, besides a failure in it. */
export const BEGINS: Readonly<Record<'PREVIEWING' | 'APPLYING' | 'UNDOING', readonly ImportState[]>> = {
  PREVIEWING: [ImportState.READ, ImportState.PREVIEWED, ImportState.APPLIED, ImportState.UNDONE],
  APPLYING: [ImportState.PREVIEWED],
  UNDOING: [ImportState.APPLIED, ImportState.PREVIEWED],
};
