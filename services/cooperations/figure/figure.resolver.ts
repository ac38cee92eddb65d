import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { FiguresArgs } from './figure.input.js';
import { Figure, FigureConnection } from './figure.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Figure)
export class FigureResolver {
  @Query(() => Figure, { nullable: true, description: 'One published figure; null when there is none.' })
  figure(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.figures.byId.load(requireId('Figure', id));
  }

  @Query(() => FigureConnection, {
    description: 'Figures that sources published about decentralised cooperation (chiffres publiés).',
  })
  @Paged()
  figures(@Args(() => FiguresArgs) args: FiguresArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.figures.page(args);
  }
}
