import { Directive, Field, ID, InterfaceType } from 'type-graphql';

// Implementations are not registered automatically: several subgraphs share one process.
@InterfaceType('Node', {
  description: 'Anything that has an id of its own, the same at every visit.',
  autoRegisterImplementations: false,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}

/** Marks a type whose entities are not public: `changes` does not offer it. */
export const Private = (): ClassDecorator => Directive('@tag(name: "private")');
