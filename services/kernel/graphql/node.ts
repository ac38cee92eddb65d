import { Directive, Field, ID, InterfaceType } from 'type-graphql';

// Implementations are not registered by themselves: several subgraphs live in one process.
@InterfaceType('Node', {
  description: 'Anything that has an id of its own, the same at every visit.',
  autoRegisterImplementations: false,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}

/** Of a type whose things are not for everybody: the feed of changes does not offer it. */
export const Private = (): ClassDecorator => Directive('@tag(name: "private")');
