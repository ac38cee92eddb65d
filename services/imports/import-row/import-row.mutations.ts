import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { SCOPE } from '../import/import.scope.js';
import type { Stores } from '../stores.js';
import { ImportRow } from './import-row.type.js';
import { ImportDecideInput, ImportDecidePayload } from './import-row.write.input.js';
import { decideRows } from './import-row.writes.js';

@Resolver(() => ImportRow)
export class ImportRowMutations {
  @Mutation(() => ImportDecidePayload, {
    description:
      'Decides about rows of an import: which candidates they mean, that something new is to be created, or that they are left out (décider de lignes). `importPreview` then shows what becomes of them. Problems: NOT_FOUND, IMPORT_STATE, ROW_DECISION_INVALID.',
  })
  @RequiresScopes(SCOPE)
  importDecide(
    @Arg('input', () => ImportDecideInput, { description: 'The decisions (décisions).' })
    input: ImportDecideInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'importDecide',
        input,
        object: 'import',
        load: ({ imports }: Stores, id) => imports.byId.load(id),
      },
      (tx) => decideRows(tx, input),
    );
  }
}
