import type { Platform } from '../core/platform.ts';
import { type BatchOrigin, type BatchRow, batchLine, type ChangeRow, changeLine, firstHash } from './batch.ts';
import type { Connection, Reader, SqlValue } from './connection.ts';
import { columnNames, keyColumns, loggedColumns, pickColumns, type Row, type Table } from './table.ts';

/**
 * The only way to write. One batch is one transaction and one step of undo: the rows it inserts,
 * updates and removes are written and logged together, each with what it held before and after.
 *
 * Logging is generic over the description of a table, not written out a noun, because an unlogged
 * write would break undo, replay and the chain of hashes all at once and be noticed by nobody. For
 * the same reason the nouns' files are handed a `Reader`, which refuses to write. Triggers in SQL
 * were turned down: they cannot know the batch's hash, and SQLite has no statement-level ones.
 */
export class Recorder {
  readonly reader: Reader;
  readonly #connection: Connection;
  readonly #changes: Omit<ChangeRow, 'id' | 'batch_id'>[] = [];
  #isFinished = false;

  /** Within a transaction of `connection` that is committed only after `finish`. */
  constructor(connection: Connection) {
    this.#connection = connection;
    this.reader = connection;
  }

  /** Inserts a row. Columns that the row does not name take their default. */
  insert<R extends Row>(table: Table<R>, row: R): void {
    const stored = toStored(row);
    const columns = columnNames(table).filter((column) => column in stored);
    this.#run(
      `INSERT INTO ${quote(table.name)} (${columns.map(quote).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      columns.map((column) => stored[column] ?? null),
    );
    this.#log(table, null, stored);
  }

  /** Inserts a row that is addressed by its content, unless it is there; answers whether it was not. */
  insertOnce<R extends Row>(table: Table<R>, row: R): boolean {
    if (!table.contentAddressed) throw new Error(`${table.name} is not addressed by content`);
    if (this.find(table, row) !== null) return false;
    this.insert(table, row);
    return true;
  }

  /** Changes columns of the row with that key; a change that changes nothing is not logged. */
  update<R extends Row>(table: Table<R>, key: Partial<R>, patch: Partial<R>): void {
    const before = this.#get(table, key);
    const changed = Object.entries(toStored(patch as Row)).filter(([column, value]) => value !== before[column]);
    if (changed.length === 0) return;
    const keys = keyColumns(table);
    this.#run(
      `UPDATE ${quote(table.name)} SET ${changed.map(([column]) => `${quote(column)} = ?`).join(', ')} WHERE ${whereAll(keys)}`,
      [...changed.map(([, value]) => value), ...keys.map((column) => before[column] ?? null)],
    );
    this.#log(table, before, { ...before, ...Object.fromEntries(changed) });
  }

  /** Removes the row with that key. */
  remove<R extends Row>(table: Table<R>, key: Partial<R>): void {
    if (table.contentAddressed) throw new Error(`rows of ${table.name} are never removed`);
    const before = this.#get(table, key);
    const keys = keyColumns(table);
    this.#run(
      `DELETE FROM ${quote(table.name)} WHERE ${whereAll(keys)}`,
      keys.map((column) => before[column] ?? null),
    );
    this.#log(table, before, null);
  }

  /** The logged columns of the row with that key, or `null`. */
  find<R extends Row>(table: Table<R>, key: Partial<R>): Row | null {
    const keys = keyColumns(table);
    const columns = loggedColumns(table).map(quote).join(', ');
    const where = keys.map((column) => `${quote(column)} = :${column}`).join(' AND ');
    const sql = `SELECT ${columns} FROM ${quote(table.name)} WHERE ${where}`;
    return this.#connection.get<Row>(sql, pickColumns(key as Row, keys)) ?? null;
  }

  /** Writes the batch and its changes after the last one; answers its id, or `null` when nothing changed. */
  finish(origin: BatchOrigin, platform: Pick<Platform, 'nowMs' | 'sha256'>): number | null {
    this.#isFinished = true;
    if (this.#changes.length === 0) return null;
    const last = this.#connection.get<Pick<BatchRow, 'id' | 'hash'>>(
      'SELECT id, hash FROM batch ORDER BY id DESC LIMIT 1',
    );
    const lastChange = this.#connection.get<{ id: number | null }>('SELECT max(id) AS id FROM change');
    const batch = {
      id: (last?.id ?? 0) + 1,
      matter_id: origin.matterId,
      kind: origin.kind,
      method: origin.method,
      target: origin.target,
      at_ms: platform.nowMs(),
      previous_hash: last?.hash ?? firstHash,
    };
    const changes = this.#changes.map((change, index) => ({ id: (lastChange?.id ?? 0) + 1 + index, ...change }));
    const text = [batchLine(batch, changes.length), ...changes.map(changeLine)].join('\n');
    this.#writeLog({ ...batch, hash: platform.sha256(text) }, changes);
    return batch.id;
  }

  #writeLog(batch: BatchRow, changes: readonly Omit<ChangeRow, 'batch_id'>[]): void {
    this.#connection.run(
      'INSERT INTO batch (id, matter_id, kind, method, target, at_ms, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      batch.id,
      batch.matter_id,
      batch.kind,
      batch.method,
      batch.target,
      batch.at_ms,
      batch.previous_hash,
      batch.hash,
    );
    for (const change of changes) {
      this.#connection.run(
        'INSERT INTO change (id, batch_id, table_name, row_key, before, after) VALUES (?, ?, ?, ?, ?, ?)',
        change.id,
        batch.id,
        change.table_name,
        change.row_key,
        change.before,
        change.after,
      );
    }
  }

  #get<R extends Row>(table: Table<R>, key: Partial<R>): Row {
    const row = this.find(table, key);
    if (row === null) throw new Error(`${table.name} has no row ${JSON.stringify(key)}`);
    return row;
  }

  #log(table: Table, before: Row | null, after: Row | null): void {
    const keyed = before ?? after ?? {};
    this.#changes.push({
      table_name: table.name,
      row_key: JSON.stringify(pickColumns(keyed, keyColumns(table))),
      before: before === null ? 'null' : JSON.stringify(loggedOf(table, before)),
      after: after === null ? 'null' : JSON.stringify(loggedOf(table, after)),
    });
  }

  #run(sql: string, values: readonly SqlValue[]): void {
    if (this.#isFinished) throw new Error('this batch is finished');
    this.#connection.run(sql, ...values);
  }
}

/** The logged columns that a row names, in the table's order. */
function loggedOf(table: Table, row: Row): Row {
  return pickColumns(
    row,
    loggedColumns(table).filter((column) => column in row),
  );
}

/** SQLite holds UTF-8, which has no lone surrogates: they become U+FFFD here already, so that the log agrees with the table. */
function toStored(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : value,
    ]),
  );
}

function quote(name: string): string {
  return `"${name}"`;
}

function whereAll(columns: readonly string[]): string {
  return columns.map((column) => `${quote(column)} = ?`).join(' AND ');
}
