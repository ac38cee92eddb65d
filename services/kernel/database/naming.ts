import { DefaultNamingStrategy, getMetadataArgsStorage } from 'typeorm';

/** Column of a property: `nameFr` becomes `name_fr`. @param explicit the name that the entity sets itself */
export function columnName(property: string, explicit?: string): string {
  return (
    explicit ??
    property.replaceAll(
      /[A-Z0-9]+(?![a-z])|[A-Z]/g,
      (part, at: number) => (at ? '_' : '') + part.toLowerCase(),
    )
  );
}

/** Property of a column: `name_fr` becomes `nameFr`. */
export function propertyName(column: string): string {
  return column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** snake_case in SQL, camelCase in TypeScript. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, explicit: string | undefined): string {
    return columnName(property, explicit || undefined);
  }
  override tableName(target: string, explicit: string | undefined): string {
    return (
      explicit ?? columnName(target.replace(/Entity$/, '').replace(/^./, (letter) => letter.toLowerCase()))
    );
  }
}

const naming = new SnakeNaming();

/** Quoted table name of an entity. */
export function tableOf(entity: Function): string {
  const found = getMetadataArgsStorage().tables.find((table) => table.target === entity);
  return `"${naming.tableName(entity.name, found?.name)}"`;
}

interface EntityColumn {
  name: string;
  generated: boolean;
}

/** Columns by property, of an entity and of the classes that it extends. */
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
