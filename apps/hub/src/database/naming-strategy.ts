import { DefaultNamingStrategy, type Table } from 'typeorm';

/** Tables and columns in singular snake_case; constraints named so that an error message tells where it happened. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override tableName(className: string, customName: string | undefined): string {
    return customName ?? snakeCase(className);
  }

  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snakeCase(propertyName);
  }

  override primaryKeyName(table: Table | string): string {
    return `${nameOf(table)}_pkey`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return short(`${nameOf(table)}_${columns.join('_')}_key`);
  }

  override indexName(table: Table | string, columns: string[]): string {
    return short(`${nameOf(table)}_${columns.join('_')}_idx`);
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return short(`${nameOf(table)}_${columns.join('_')}_fkey`);
  }
}

function nameOf(table: Table | string): string {
  return (typeof table === 'string' ? table : table.name).split('.').at(-1) ?? '';
}

function snakeCase(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** PostgreSQL cuts names at 63 bytes; two long ones must not become the same by the cut. */
function short(name: string): string {
  if (name.length <= 63) return name;
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return `${name.slice(0, 54)}_${hash.toString(36)}`;
}
