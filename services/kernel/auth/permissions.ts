import { Kind, isObjectType, type DirectiveNode, type GraphQLField, type GraphQLSchema } from 'graphql';
import { Directive } from 'type-graphql';
import { forbidden, isPermitted, unauthenticated, type Actor } from './actor.js';
import type { Caller } from './caller.js';

// Authorisation of fields is declared in the schema alone, by the directives of the federation specification.

/** Requires an authenticated caller. */
export function Authenticated(): MethodDecorator & PropertyDecorator {
  return Directive('@authenticated');
}

/** Requires any of these permissions, for any entity; the resolver checks whether it covers the entity in question. */
export function RequiresScopes(...scopes: string[]): MethodDecorator & PropertyDecorator {
  const any = scopes.map((scope) => `["${scope}"]`).join(', ');
  return Directive(`@requiresScopes(scopes: [${any}])`);
}

/** Authorisation requirement of a field. */
export interface Requirement {
  /** Any of these is enough; empty: authentication is enough. */
  scopes: readonly string[];
}

/** Requirement that these directives declare; undefined: none. */
export function requirementOf(directives: readonly DirectiveNode[] | undefined): Requirement | undefined {
  for (const { name, arguments: args = [] } of directives ?? []) {
    if (name.value === 'authenticated') return { scopes: [] };
    if (name.value !== 'requiresScopes') continue;
    const value = args.find((argument) => argument.name.value === 'scopes')?.value;
    const scopes =
      value?.kind === Kind.LIST
        ? value.values.flatMap((all) =>
            all.kind === Kind.LIST
              ? all.values.flatMap((scope) => (scope.kind === Kind.STRING ? [scope.value] : []))
              : [],
          )
        : [];
    return { scopes };
  }
  return undefined;
}

/** @throws UNAUTHENTICATED or FORBIDDEN when the actor does not meet the requirement */
export function enforceRequirement(actor: Actor, { scopes }: Requirement): void {
  if (actor.kind === 'ANONYMOUS') throw unauthenticated();
  if (scopes.length && !scopes.some((scope) => isPermitted(actor, scope))) throw forbidden(scopes);
}

/** Wraps the resolver of each field that has a requirement in a check, and adds the requirement to its description. */
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
    : 'Requires authentication.';
  field.description = `${field.description ?? ''} ${needs}`.trim();
}
