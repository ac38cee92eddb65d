import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('LabelProgramme', {
  description: 'A programme that awards labels (programme de label).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class LabelProgramme {
  @Field(() => ID, { description: 'Its code: `PACT2`, `PACT3` or `EXPE_CT`.' })
  code!: string;
}
