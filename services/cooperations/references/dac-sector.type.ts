import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('DacSector', {
  description: 'A purpose code of the OECD Development Assistance Committee (code-objet du CAD).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class DacSector {
  @Field(() => ID, { description: 'Five digits, such as `14020`.' })
  code!: string;
}
