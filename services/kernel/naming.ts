import { DefaultNamingStrategy } from 'typeorm';

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

/** snake_case in SQL, camelCase in TypeScript. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined): string {
    return columnName(property, given || undefined);
  }
  override tableName(target: string, given: string | undefined): string {
    return given ?? columnName(target.replace(/Entity$/, '').replace(/^./, (letter) => letter.toLowerCase()));
  }
}
