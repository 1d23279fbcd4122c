import type { Platform } from '../core/platform.ts';
import { type BatchOrigin, type BatchRow, batchLine, type ChangeRow, changeLine, firstHash } from './batch.ts';
import type { Connection, Reader, SqlValue } from './connection.ts';
import type { Row, Table } from './table.ts';

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
    this.#insert(table, row, '');
  }

  /** Inserts a row that is addressed by its content, unless it is there; answers whether it was not. */
  insertOnce<R extends Row>(table: Table<R>, row: R): boolean {
    if (!table.contentAddressed) throw new Error(`${table.name} is not addressed by content`);
    return this.#insert(table, row, ` ON CONFLICT (${table.keyColumns.map(quote).join(', ')}) DO NOTHING`);
  }

  /** Changes columns of the row with that key; a change that changes nothing is not logged. */
  update<R extends Row>(table: Table<R>, key: Partial<R>, patch: Partial<R>): void {
    this.#update(table, this.#get(table, key), patch as Row);
  }

  /** Removes the row with that key. */
  remove<R extends Row>(table: Table<R>, key: Partial<R>): void {
    this.#remove(table, this.#get(table, key));
  }

  /**
   * Turns the row with that key, which should hold `expected`, into `wanted`; `null` stands for no row. Answers false,
   * and does nothing, when it holds something else. Columns that `expected` does not name, because they came with a
   * later version of the tables, are left aside.
   */
  replace(table: Table, key: Row, expected: Row | null, wanted: Row | null): boolean {
    const found = this.find(table, key);
    if (found === null || expected === null) {
      if (found !== null || expected !== null) return false;
      if (wanted !== null) this.insert(table, wanted);
      return true;
    }
    if (!Object.entries(expected).every(([column, value]) => found[column] === value)) return false;
    if (wanted === null) this.#remove(table, found);
    else this.#update(table, found, wanted);
    return true;
  }

  /** The logged columns of the row with that key, or `null`. */
  find<R extends Row>(table: Table<R>, key: Partial<R>): Row | null {
    const columns = table.loggedColumns.map(quote).join(', ');
    const where = table.keyColumns.map((column) => `${quote(column)} = :${column}`).join(' AND ');
    const sql = `SELECT ${columns} FROM ${quote(table.name)} WHERE ${where}`;
    return this.#connection.get<Row>(sql, pickColumns(key as Row, table.keyColumns)) ?? null;
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

  #insert(table: Table, row: Row, onConflict: string): boolean {
    const stored = toStored(row);
    const columns = table.columnNames.filter((column) => column in stored);
    const inserted = this.#run(
      `INSERT INTO ${quote(table.name)} (${columns.map(quote).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})${onConflict}`,
      columns.map((column) => stored[column] ?? null),
    );
    if (inserted > 0) this.#log(table, null, stored);
    return inserted > 0;
  }

  #update(table: Table, before: Row, patch: Row): void {
    const changed = Object.entries(toStored(patch)).filter(([column, value]) => value !== before[column]);
    if (changed.length === 0) return;
    const set = changed.map(([column]) => `${quote(column)} = ?`).join(', ');
    this.#run(`UPDATE ${quote(table.name)} SET ${set} WHERE ${whereKey(table)}`, [
      ...changed.map(([, value]) => value),
      ...keyValues(table, before),
    ]);
    this.#log(table, before, { ...before, ...Object.fromEntries(changed) });
  }

  #remove(table: Table, before: Row): void {
    if (table.contentAddressed) throw new Error(`rows of ${table.name} are never removed`);
    this.#run(`DELETE FROM ${quote(table.name)} WHERE ${whereKey(table)}`, keyValues(table, before));
    this.#log(table, before, null);
  }

  #log(table: Table, before: Row | null, after: Row | null): void {
    this.#changes.push({
      table_name: table.name,
      row_key: JSON.stringify(pickColumns(before ?? after ?? {}, table.keyColumns)),
      before: before === null ? 'null' : JSON.stringify(pickColumns(before, table.loggedColumns)),
      after: after === null ? 'null' : JSON.stringify(pickColumns(after, table.loggedColumns)),
    });
  }

  #run(sql: string, values: readonly SqlValue[]): number {
    if (this.#isFinished) throw new Error('this batch is finished');
    return this.#connection.run(sql, ...values);
  }
}

/** These columns of a row, in that order, as far as the row names them. */
function pickColumns(row: Row, columns: readonly string[]): Row {
  const picked: Record<string, SqlValue> = {};
  for (const column of columns) {
    const value = row[column];
    if (value !== undefined) picked[column] = value;
  }
  return picked;
}

/** SQLite holds UTF-8, which has no lone surrogates: they become U+FFFD here already, so that the log agrees with the table. */
function toStored(row: Row): Row {
  const stored: Record<string, SqlValue> = {};
  for (const [column, value] of Object.entries(row)) {
    stored[column] = typeof value === 'string' && /\p{Surrogate}/u.test(value) ? wellFormed(value) : value;
  }
  return stored;
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

function quote(name: string): string {
  return `"${name}"`;
}

function whereKey(table: Table): string {
  return table.keyColumns.map((column) => `${quote(column)} = ?`).join(' AND ');
}

function keyValues(table: Table, row: Row): SqlValue[] {
  return table.keyColumns.map((column) => row[column] ?? null);
}
