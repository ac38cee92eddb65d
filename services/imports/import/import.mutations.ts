import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Stores } from '../stores.js';
import { wakeUp } from '../work/wake-up.js';
import { SCOPE } from './import.scope.js';
import { OVERSEES } from './import.store.js';
import { Import } from './import.type.js';
import {
  ImportAppendInput,
  ImportApplyInput,
  ImportBeginInput,
  ImportDeleteInput,
  ImportDeletePayload,
  ImportFinishInput,
  ImportPayload,
  ImportPreviewInput,
  ImportStopInput,
  ImportUndoInput,
  ImportUploadInput,
} from './import.write.input.js';
import { appendPart, beginImport, finishUpload, uploadImport } from './upload.writes.js';
import { deleteImport } from './delete.writes.js';
import { stopWork } from './stop.writes.js';
import { beginApplying, beginPreview, beginUndoing } from './work.writes.js';

const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'import',
  load: ({ imports }: Stores, id: string) => imports.byId.load(id),
});
const INPUT = { description: 'Fields of the mutation (saisie).' };
const FILE = 'TEXT_INVALID, SOURCE_INVALID, LAYOUT_INVALID, FILE_INVALID, IMPORT_QUOTA';
const LATER = 'Its work goes on after the answer: `import(id)` tells its state and progress.';

@Resolver(() => Import)
export class ImportMutations {
  @Mutation(() => ImportPayload, {
    description: `Brings in a file of partnerships by one request, and begins to read it (importer un fichier). Nothing of it is in the graph before it is applied. ${LATER} Problems: ${FILE}.`,
  })
  @RequiresScopes(SCOPE)
  async importUpload(
    @Arg('input', () => ImportUploadInput, INPUT) input: ImportUploadInput,
    @Ctx() context: Context<Stores>,
  ) {
    return woken(mutate(context, change('importUpload', input), (tx) => uploadImport(tx, input)));
  }

  @Mutation(() => ImportPayload, {
    description: `Begins to bring in a file of partnerships in parts, up to 256 MB: \`importAppend\` sends them, \`importFinish\` ends the upload (commencer un import). Problems: ${FILE}.`,
  })
  @RequiresScopes(SCOPE)
  importBegin(
    @Arg('input', () => ImportBeginInput, INPUT) input: ImportBeginInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('importBegin', input), (tx) => beginImport(tx, input));
  }

  @Mutation(() => ImportPayload, {
    description:
      'Adds the next part of a file (envoyer une partie). Problems: NOT_FOUND, IMPORT_STATE, FILE_INVALID, IMPORT_QUOTA.',
  })
  @RequiresScopes(SCOPE)
  importAppend(
    @Arg('input', () => ImportAppendInput, INPUT) input: ImportAppendInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('importAppend', input), (tx) => appendPart(tx, input));
  }

  @Mutation(() => ImportPayload, {
    description: `Ends the upload of a file, and begins to read it (terminer l’envoi). ${LATER} Problems: NOT_FOUND, IMPORT_STATE, FILE_INVALID.`,
  })
  @RequiresScopes(SCOPE)
  async importFinish(
    @Arg('input', () => ImportFinishInput, INPUT) input: ImportFinishInput,
    @Ctx() context: Context<Stores>,
  ) {
    return woken(mutate(context, change('importFinish', input), (tx) => finishUpload(tx, input)));
  }

  @Mutation(() => ImportPayload, {
    description: `Finds out what would become of each row, without writing anything to the graph (aperçu d’un import). Decisions count; rows that are in the graph stay there. ${LATER} Problems: NOT_FOUND, IMPORT_STATE.`,
  })
  @RequiresScopes(SCOPE)
  async importPreview(
    @Arg('input', () => ImportPreviewInput, INPUT) input: ImportPreviewInput,
    @Ctx() context: Context<Stores>,
  ) {
    return woken(mutate(context, change('importPreview', input), (tx) => beginPreview(tx, input)));
  }

  @Mutation(() => ImportPayload, {
    description: `Enters the rows of a previewed import that are neither ambiguous nor refused (appliquer un import). The others wait: decide about them, preview and apply again. ${LATER} Problems: NOT_FOUND, IMPORT_STATE.`,
  })
  @RequiresScopes(SCOPE)
  async importApply(
    @Arg('input', () => ImportApplyInput, INPUT) input: ImportApplyInput,
    @Ctx() context: Context<Stores>,
  ) {
    return woken(mutate(context, change('importApply', input), (tx) => beginApplying(tx, input)));
  }

  @Mutation(() => ImportPayload, {
    description:
      'Stops the preview, the application or the undo under way after its present batch (arrêter un import). What was done stays; ask for the same again to go on with an application or an undo, a preview begins again. Stop a file that is being read by `importDelete`. Problems: NOT_FOUND, IMPORT_STATE.',
  })
  @RequiresScopes(SCOPE, OVERSEES)
  async importStop(
    @Arg('input', () => ImportStopInput, INPUT) input: ImportStopInput,
    @Ctx() context: Context<Stores>,
  ) {
    return woken(mutate(context, change('importStop', input), (tx) => stopWork(tx, input)));
  }

  @Mutation(() => ImportDeletePayload, {
    description:
      'Deletes an import of yours with its file, its rows and its decisions (supprimer un import). One that has rows in the graph must be taken back first. Problems: NOT_FOUND, IMPORT_STATE.',
  })
  @RequiresScopes(SCOPE)
  async importDelete(
    @Arg('input', () => ImportDeleteInput, INPUT) input: ImportDeleteInput,
    @Ctx() context: Context<Stores>,
  ) {
    const options = {
      name: 'importDelete',
      input,
      object: 'deleted',
      load: (_stores: Stores, id: string) => Promise.resolve({ id }),
    };
    const payload = await mutate(context, options, (tx) => deleteImport(tx, input));
    const deleted = payload.deleted as { id: string } | null;
    return { ...payload, deletedId: deleted?.id ?? null };
  }

  @Mutation(() => ImportPayload, {
    description: `Takes back what an import entered, wholly or some of its rows: what others said stays (annuler un import). ${LATER} Problems: NOT_FOUND, IMPORT_STATE, ROW_DECISION_INVALID.`,
  })
  @RequiresScopes(SCOPE, OVERSEES)
  async importUndo(
    @Arg('input', () => ImportUndoInput, INPUT) input: ImportUndoInput,
    @Ctx() context: Context<Stores>,
  ) {
    return woken(mutate(context, change('importUndo', input), (tx) => beginUndoing(tx, input)));
  }
}

/** Tells the job of this process, after the commit, that there is work. */
async function woken<Payload>(payload: Promise<Payload>): Promise<Payload> {
  const result = await payload;
  wakeUp.notify();
  return result;
}
