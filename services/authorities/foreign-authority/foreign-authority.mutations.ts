import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { shownCandidates } from './foreign-authority.candidates.js';
import { mergeEntries } from './foreign-authority-merge.writes.js';
import { EDIT_SCOPE, MERGE_SCOPE, WRITE_SCOPE } from './foreign-authority.rights.js';
import { ForeignAuthority } from './foreign-authority.type.js';
import {
  ForeignAuthorityCreateInput,
  ForeignAuthorityCreatePayload,
  ForeignAuthorityEditInput,
  ForeignAuthorityEditPayload,
  ForeignAuthorityMergeInput,
  ForeignAuthorityMergePayload,
} from './foreign-authority.write.input.js';
import { FOREIGN_AUTHORITY_CONSTRAINTS, createAuthority, editAuthority } from './foreign-authority.writes.js';
import type { Candidate } from '../likeness/candidates.js';
import type { Stores } from '../stores.js';

const CONTENT =
  'TEXT_INVALID, LANGUAGE_UNKNOWN, NAMES_INVALID, SUBDIVISION_INVALID, PLACE_INVALID, WIKIDATA_ID_INVALID, WIKIDATA_ID_TAKEN, SOURCE_INVALID, URL_INVALID';

@Resolver(() => ForeignAuthority)
export class ForeignAuthorityMutations {
  @Mutation(() => ForeignAuthorityCreatePayload, {
    description: `Enters a local authority abroad (créer une autorité locale étrangère), unless one that is known may be the same: \`candidates\` then has those, and \`createAnyway\` overrules it, though not for the same item of Wikidata. Problems: POSSIBLE_DUPLICATE, COUNTRY_UNKNOWN, ${CONTENT}, AUTHORITY_UNKNOWN, CLOSED.`,
  })
  @RequiresScopes(WRITE_SCOPE)
  async foreignAuthorityCreate(
    @Arg('input', () => ForeignAuthorityCreateInput, { description: 'The authority.' })
    input: ForeignAuthorityCreateInput,
    @Ctx() context: Context<Stores>,
  ) {
    let doubts: readonly Candidate[] = [];
    const payload = await mutate(
      context,
      {
        name: 'foreignAuthorityCreate',
        input,
        object: 'foreignAuthority',
        load: ({ foreignAuthorities }: Stores, id) => foreignAuthorities.byId.load(id),
        constraints: FOREIGN_AUTHORITY_CONSTRAINTS,
      },
      (tx) => createAuthority(tx, input, ({ candidates }) => void (doubts = candidates)),
    );
    const candidates = payload.foreignAuthority ? [] : await shownCandidates(context.stores, doubts);
    return { ...payload, candidates };
  }

  @Mutation(() => ForeignAuthorityEditPayload, {
    description: `Changes a foreign authority (modifier): one of the grant, or one that was entered for a French authority of the grant. A name of before stays among its aliases. Problems: NOT_FOUND, VERSION_CONFLICT, MERGED, NOTHING_TO_CHANGE, VALUE_NEEDED, ${CONTENT}.`,
  })
  @RequiresScopes(EDIT_SCOPE)
  foreignAuthorityEdit(
    @Arg('input', () => ForeignAuthorityEditInput, { description: 'The changes.' })
    input: ForeignAuthorityEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'foreignAuthorityEdit',
        input,
        object: 'foreignAuthority',
        load: ({ foreignAuthorities }: Stores, id) => foreignAuthorities.byId.load(id),
        constraints: FOREIGN_AUTHORITY_CONSTRAINTS,
      },
      (tx) => editAuthority(tx, input),
    );
  }

  @Mutation(() => ForeignAuthorityMergePayload, {
    description:
      'Merges two entries that are of one authority (fusionner deux fiches): partnerships, requests, laureates, grants and statements of sources of the closed one are those of the other from then on, its names join the aliases, its item of Wikidata and place fill what was missing, and its id leads to the other. Problems: NOT_FOUND, VERSION_CONFLICT, ENTRIES_DIFFER, MERGED.',
  })
  @RequiresScopes(MERGE_SCOPE)
  foreignAuthorityMerge(
    @Arg('input', () => ForeignAuthorityMergeInput, { description: 'The two entries.' })
    input: ForeignAuthorityMergeInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'foreignAuthorityMerge',
        input,
        object: 'foreignAuthority',
        load: ({ foreignAuthorities }: Stores, id) => foreignAuthorities.byId.load(id),
      },
      (tx) => mergeEntries(tx, input),
    );
  }
}
