import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLSchema,
} from 'graphql';

/** Coordinates of a schema that break a rule of the house, with the rule. */
export function lint(schema: GraphQLSchema): string[] {
  const complaints: string[] = [];
  const described = (coordinate: string, description: string | null | undefined) => {
    if (!description?.trim()) complaints.push(`${coordinate}: has no description`);
  };
  const named = (coordinate: string, name: string, pattern: RegExp, form: string) => {
    if (!pattern.test(name)) complaints.push(`${coordinate}: name is not ${form}`);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || (isScalarType(type) && isSpecifiedScalarType(type))) continue;
    if (
      type !== schema.getQueryType() &&
      type !== schema.getMutationType() &&
      type !== schema.getSubscriptionType()
    ) {
      described(type.name, type.description);
    }
    named(type.name, type.name, /^[A-Z][A-Za-z0-9]*$/, 'PascalCase');
    if (isEnumType(type)) {
      for (const value of type.getValues()) {
        described(`${type.name}.${value.name}`, value.description);
        named(`${type.name}.${value.name}`, value.name, /^[A-Z][A-Z0-9_]*$/, 'UPPER_SNAKE');
      }
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        described(`${type.name}.${field.name}`, field.description);
        named(`${type.name}.${field.name}`, field.name, /^[a-z][A-Za-z0-9]*$/, 'camelCase');
        for (const argument of field.args) {
          described(`${type.name}.${field.name}(${argument.name}:)`, argument.description);
          named(
            `${type.name}.${field.name}(${argument.name}:)`,
            argument.name,
            /^[a-z][A-Za-z0-9]*$/,
            'camelCase',
          );
        }
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        described(`${type.name}.${field.name}`, field.description);
        named(`${type.name}.${field.name}`, field.name, /^[a-z][A-Za-z0-9]*$/, 'camelCase');
      }
    } else if (isUnionType(type)) {
      described(type.name, type.description);
    }
  }
  return complaints;
}
