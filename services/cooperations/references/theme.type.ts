import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Theme', {
  description: 'A subject of cooperation, as the expertises subgraph knows it (thématique).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Theme {
  @Field(() => ID, { description: 'Its code, such as `ENV-WATER`.' })
  code!: string;
  /** Sent along by the gateway where a field requires it. */
  @Field(() => [ID], { description: 'Codes of this theme and of all below it.' })
  @Directive('@external')
  subtreeCodes!: string[];
}
