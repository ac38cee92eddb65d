import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('CountryGroup', {
  description: 'A country group (groupe-pays).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class CountryGroup {
  @Field(() => ID, {
    description: 'Its code: that of its country, such as `MG`, or a word, such as `SAHEL`.',
  })
  code!: string;
}
