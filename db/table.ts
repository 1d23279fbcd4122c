import type { SqlValue } from './connection.ts';

/** A row as SQLite holds it: columns in snake_case. */
export type Row = Readonly<Record<string, SqlValue>>;

/** What a column is to the change log. */
export type ColumnRole =
  /** A part of the primary key. */
  | 'key'
  | 'value'
  /** Too large to be logged; it follows from the key, which is its hash. */
  | 'unlogged';

/**
 * A table as the recorder and the change log know it. Each noun's file describes its own with
 * `defineTable`; a type that leaves out a column or names one too many does not compile.
 */
export interface Table<R extends Row = Row> {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnRole>>;
  readonly columnNames: readonly string[];
  readonly keyColumns: readonly string[];
  /** The columns that the change log keeps. */
  readonly loggedColumns: readonly string[];
  /** Rows are addressed by the hash of what they hold: they never change and undo leaves them where they are. */
  readonly contentAddressed: boolean;
  /** Names the row's type, which no value carries. */
  readonly row?: R;
}

/** Describes a table: its columns in order, with their roles. */
export function defineTable<R extends Row>(
  name: string,
  columns: { readonly [C in keyof R & string]: ColumnRole },
  options: { readonly contentAddressed?: boolean } = {},
): Table<R> {
  const names = Object.keys(columns);
  const roles: Readonly<Record<string, ColumnRole>> = columns;
  return {
    name,
    columns,
    columnNames: names,
    keyColumns: names.filter((column) => roles[column] === 'key'),
    loggedColumns: names.filter((column) => roles[column] !== 'unlogged'),
    contentAddressed: options.contentAddressed ?? false,
  };
}
