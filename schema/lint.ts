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

/** Returns the coordinates of a schema that break a rule of the house, each with the rule. */
export function lint(schema: GraphQLSchema): string[] {
  const violations: string[] = [];
  const requireDescription = (coordinate: string, description: string | null | undefined) => {
    if (!description?.trim()) violations.push(`${coordinate}: has no description`);
  };
  const requireName = (coordinate: string, name: string, pattern: RegExp, form: string) => {
    if (!pattern.test(name)) violations.push(`${coordinate}: name is not ${form}`);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || (isScalarType(type) && isSpecifiedScalarType(type))) continue;
    if (
      type !== schema.getQueryType() &&
      type !== schema.getMutationType() &&
      type !== schema.getSubscriptionType()
    ) {
      requireDescription(type.name, type.description);
    }
    requireName(type.name, type.name, /^[A-Z][A-Za-z0-9]*$/, 'PascalCase');
    if (isScalarType(type) && !type.specifiedByURL)
      violations.push(`${type.name}: names no specification (@specifiedBy)`);
    if (isEnumType(type)) {
      for (const value of type.getValues()) {
        requireDescription(`${type.name}.${value.name}`, value.description);
        requireName(`${type.name}.${value.name}`, value.name, /^[A-Z][A-Z0-9_]*$/, 'UPPER_SNAKE');
      }
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        requireDescription(`${type.name}.${field.name}`, field.description);
        requireName(`${type.name}.${field.name}`, field.name, /^[a-z][A-Za-z0-9]*$/, 'camelCase');
        for (const argument of field.args) {
          requireDescription(`${type.name}.${field.name}(${argument.name}:)`, argument.description);
          requireName(
            `${type.name}.${field.name}(${argument.name}:)`,
            argument.name,
            /^[a-z][A-Za-z0-9]*$/,
            'camelCase',
          );
        }
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        requireDescription(`${type.name}.${field.name}`, field.description);
        requireName(`${type.name}.${field.name}`, field.name, /^[a-z][A-Za-z0-9]*$/, 'camelCase');
      }
    } else if (isUnionType(type)) {
      requireDescription(type.name, type.description);
    }
  }
  return violations;
}
