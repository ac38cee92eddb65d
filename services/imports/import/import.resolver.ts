import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { DateTimeScalar, requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { rowsOfImport } from '../import-row/import-row.store.js';
import { ImportRowConnection } from '../import-row/import-row.type.js';
import type { Stores } from '../stores.js';
import { expiryOf } from './expiry.js';
import type { ImportEntity } from './import.entity.js';
import { ImportRowsArgs, ImportsArgs } from './import.input.js';
import {
  Import,
  ImportConnection,
  ImportFailureType,
  ImportFateCount,
  ImportProgress,
  ImportSource,
} from './import.type.js';
import { SCOPE } from './import.scope.js';
import { OVERSEES } from './import.store.js';

const READ_SCOPES = [SCOPE, OVERSEES] as const;

@Resolver(() => Import)
export class ImportResolver {
  @Query(() => Import, {
    nullable: true,
    description: 'One import; null when there is none or it is not visible to you (import).',
  })
  @RequiresScopes(...READ_SCOPES)
  import(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.imports.byId.load(requireId('Import', id));
  }

  @Query(() => ImportConnection, {
    description:
      'Your imports, those of everybody for reviewers and administrators, the latest first unless told otherwise (imports).',
  })
  @RequiresScopes(...READ_SCOPES)
  @Paged()
  imports(@Args(() => ImportsArgs) args: ImportsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.imports.page(args);
  }

  @FieldResolver(() => ID, {
    description: 'Who began it: the `actor` in the audit (auteur).',
  })
  importerId(@Root() { actorId }: ImportEntity) {
    return actorId;
  }

  @FieldResolver(() => ImportSource, { description: 'Where its statements come from (source).' })
  source(@Root() row: ImportEntity): ImportSource {
    return {
      key: row.sourceKey,
      title: row.sourceTitle,
      url: row.sourceUrl,
      licence: row.sourceLicence,
      asOf: row.sourceAsOf,
    };
  }

  @FieldResolver(() => ImportFailureType, {
    nullable: true,
    description: 'Why it stopped; null unless it failed (échec).',
  })
  failure(@Root() { failure }: ImportEntity) {
    return failure;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it is deleted with its file, rows and decisions, unless something is done with it before: 7 days after the last part of an upload, 90 days for one that has nothing in the graph, three years for one that was applied, whose partnerships stay; null while it is worked on (expiration).',
  })
  expiresAt(@Root() row: ImportEntity) {
    return expiryOf(row);
  }

  @FieldResolver(() => ImportProgress, {
    description: 'How much of the present or last work is done (avancement).',
  })
  progress(@Root() { done, total }: ImportEntity): ImportProgress {
    return { done, total };
  }

  @FieldResolver(() => [ImportFateCount], {
    description: 'How many rows have which fate, the most frequent first (bilan).',
  })
  counts(@Root() { id }: ImportEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.imports.counts.load(id);
  }

  @FieldResolver(() => ImportRowConnection, { description: 'Its rows, in the order of the file (lignes).' })
  @Paged()
  rows(
    @Root() { id }: ImportEntity,
    @Args(() => ImportRowsArgs) args: ImportRowsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.importRows.page(args, rowsOfImport(id));
  }
}
