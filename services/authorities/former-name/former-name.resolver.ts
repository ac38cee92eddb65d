import type { Context } from '#kernel/context';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AuthorityRow } from '../authority/authority.store.js';
import { Authority } from '../authority/authority.type.js';
import type { Stores } from '../stores.js';
import { FormerName } from './former-name.type.js';

@Resolver(() => Authority)
export class FormerNameResolver {
  @FieldResolver(() => [FormerName], {
    description:
      'What it and the bodies that it replaced or absorbed were called before, the oldest first: merged communes since 1943, intermunicipal bodies since 2019 (anciens noms).',
  })
  formerNames(@Root() authority: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return stores.formerNames.ofAuthority.load(authority.id);
  }
}
