import { MutationPayload } from '#kernel/mutations';
import { Field, ObjectType, type ClassType } from 'type-graphql';

/** The payload of a mutation: what the kernel puts into each, and the thing that was changed. */
export function payloadOf(mutation: string, field: string, type: ClassType, thing: string): ClassType {
  @ObjectType(`${mutation}Payload`, {
    description: `What became of ${thing} (résultat).`,
    simpleResolvers: true,
  })
  class Payload extends MutationPayload {}
  Field(() => type, {
    nullable: true,
    description: `${capital(thing)} as it is now; null when nothing was done.`,
  })(Payload.prototype, field);
  return Payload as ClassType;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
