import { MutationPayload } from '#kernel/mutations';
import { Field, ObjectType, type ClassType } from 'type-graphql';

/** Builds the payload type of a mutation: the fields of every payload, and the changed object. */
export function payloadOf(mutation: string, field: string, type: ClassType, objectName: string): ClassType {
  @ObjectType(`${mutation}Payload`, {
    description: `Result of a change to ${objectName} (résultat).`,
    simpleResolvers: true,
  })
  class Payload extends MutationPayload {}
  Field(() => type, {
    nullable: true,
    description: `${capital(objectName)} after the change; null when it was refused.`,
  })(Payload.prototype, field);
  return Payload as ClassType;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
