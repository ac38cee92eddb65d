import { DefaultNamingStrategy, getMetadataArgsStorage } from 'typeorm';

/** `nameFr` is `name_fr`. */
export function columnName(property: string, given?: string): string {
  return (
    given ??
    property.replaceAll(
      /[A-Z0-9]+(?![a-z])|[A-Z]/g,
      (part, at: number) => (at ? '_' : '') + part.toLowerCase(),
    )
  );
}

/** `name_fr` is `nameFr`. */
export function propertyName(column: string): string {
  return column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** snake_case in SQL, camelCase in TypeScript. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined): string {
    return columnName(property, given || undefined);
  }
  override tableName(target: string, given: string | undefined): string {
    return given ?? columnName(target.replace(/Entity$/, '').replace(/^./, (letter) => letter.toLowerCase()));
  }
}

const naming = new SnakeNaming();

/** The table of an entity, as SQL has it. */
export function tableOf(entity: Function): string {
  const found = getMetadataArgsStorage().tables.find((table) => table.target === entity);
  return `"${naming.tableName(entity.name, found?.name)}"`;
}

interface EntityColumn {
  name: string;
  generated: boolean;
}

/** By property, the columns of an entity and of the classes that it extends. */
export function entityColumns(entity: Function): Map<string, EntityColumn> {
  const columns = new Map<string, EntityColumn>();
  for (let target: unknown = entity; typeof target === 'function'; target = Object.getPrototypeOf(target)) {
    for (const { target: owner, propertyName: property, options } of getMetadataArgsStorage().columns) {
      if (owner === target)
        columns.set(property, {
          name: columnName(property, options.name),
          generated: options.generatedType !== undefined,
        });
    }
  }
  return columns;
}
