import { Kind, isObjectType, type DirectiveNode, type GraphQLField, type GraphQLSchema } from 'graphql';
import { Directive } from 'type-graphql';
import { forbidden, isPermitted, unauthenticated, type Actor } from './actor.js';
import type { Caller } from './caller.js';

// Who may ask for a field is said in the schema, by the directives of the federation specification, and nowhere else.

/** For whoever says who they are. */
export function Authenticated(): MethodDecorator & PropertyDecorator {
  return Directive('@authenticated');
}

/** For those who have any of these permissions, of anything; the resolver looks whether it reaches the thing in question. */
export function RequiresScopes(...scopes: string[]): MethodDecorator & PropertyDecorator {
  const any = scopes.map((scope) => `["${scope}"]`).join(', ');
  return Directive(`@requiresScopes(scopes: [${any}])`);
}

/** What a field asks of who asks for it. */
export interface Requirement {
  /** Any of these will do; empty: to be known is enough. */
  scopes: readonly string[];
}

/** What these directives ask; undefined: nothing. */
export function requirementOf(directives: readonly DirectiveNode[] | undefined): Requirement | undefined {
  for (const { name, arguments: given = [] } of directives ?? []) {
    if (name.value === 'authenticated') return { scopes: [] };
    if (name.value !== 'requiresScopes') continue;
    const value = given.find((argument) => argument.name.value === 'scopes')?.value;
    const scopes =
      value?.kind === Kind.LIST
        ? value.values.flatMap((all) =>
            all.kind === Kind.LIST
              ? all.values.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : []))
              : [],
          )
        : [];
    return { scopes };
  }
  return undefined;
}

/** @throws UNAUTHENTICATED or FORBIDDEN when the actor does not have what is asked */
export function enforceRequirement(actor: Actor, { scopes }: Requirement): void {
  if (actor.kind === 'ANONYMOUS') throw unauthenticated();
  if (scopes.length && !scopes.some((scope) => isPermitted(actor, scope))) throw forbidden(scopes);
}

/** Puts the check before each resolver whose field asks for something, and says so in its description. */
export function enforcePermissions(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const requirement = requirementOf(field.astNode?.directives);
      if (requirement) guard(field, requirement);
    }
  }
}

function guard(field: GraphQLField<unknown, { caller: Caller }>, requirement: Requirement): void {
  const { resolve, subscribe, name } = field;
  field.resolve = (source, args, context, info) => {
    enforceRequirement(context.caller.actor, requirement);
    return resolve ? resolve(source, args, context, info) : (source as Record<string, unknown>)[name];
  };
  if (subscribe)
    field.subscribe = (source, args, context, info) => {
      enforceRequirement(context.caller.actor, requirement);
      return subscribe(source, args, context, info);
    };
  const needs = requirement.scopes.length
    ? `Needs the permission ${requirement.scopes.map((scope) => `\`${scope}\``).join(' or ')}.`
    : 'Only for who says who they are.';
  field.description = `${field.description ?? ''} ${needs}`.trim();
}
