import Sqlite from 'better-sqlite3';
import { AppError } from '../core/error.ts';

/** What a column holds on its way in and out. */
export type SqlValue = string | number | Uint8Array | null;
export type SqlParameters = Readonly<Record<string, SqlValue>>;

/**
 * Reading only: what the files that know a noun are given. A statement that would write is refused
 * when it is prepared, so that nothing passes by the change log (see recorder.ts).
 */
export interface Reader {
  /** The first row, or `undefined`. Parameters are named, `:name` in the statement. */
  get<Row>(sql: string, parameters?: SqlParameters): Row | undefined;
  all<Row>(sql: string, parameters?: SqlParameters): Row[];
}

export interface ConnectionOptions {
  /** A path, or `:memory:`. Its folder must exist. */
  readonly path: string;
  /** The file of better-sqlite3's native addon, where the one of its package does not fit the runtime. */
  readonly nativeBinding?: string | undefined;
  /** How long a statement waits for another process's transaction before it gives up with `busy`. */
  readonly busyTimeoutMs?: number | undefined;
}

/**
 * One SQLite connection. Statements are prepared once and kept; SQLite's errors that a user can
 * meet become an `AppError` here and nowhere else (`busy`, `workspace-damaged`, `io`), all others
 * pass as they are: they are bugs.
 */
export class Connection implements Reader {
  readonly path: string;
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement<unknown[]>>();

  constructor({ path, nativeBinding, busyTimeoutMs = 5_000 }: ConnectionOptions) {
    this.path = path;
    this.#sqlite = this.#translating(
      () => new Sqlite(path, { timeout: busyTimeoutMs, ...(nativeBinding === undefined ? {} : { nativeBinding }) }),
    );
  }

  get<Row>(sql: string, parameters: SqlParameters = {}): Row | undefined {
    return this.#translating(() => this.#readingStatement(sql).get(parameters) as Row | undefined);
  }

  all<Row>(sql: string, parameters: SqlParameters = {}): Row[] {
    return this.#translating(() => this.#readingStatement(sql).all(parameters) as Row[]);
  }

  /** Runs a statement that writes, with its parameters in order. For the recorder and migrations only. */
  run(sql: string, ...parameters: readonly SqlValue[]): number {
    return this.#translating(() => this.#statement(sql).run(...parameters).changes);
  }

  /** Runs a script of statements. For migrations only. */
  exec(script: string): void {
    this.#translating(() => this.#sqlite.exec(script));
  }

  /** The value of a pragma that has one. */
  pragma(text: string): SqlValue {
    return this.#translating(() => this.#sqlite.pragma(text, { simple: true }) as SqlValue);
  }

  /** Runs several reads on one snapshot of the file. */
  reading<T>(work: () => T): T {
    return this.#translating(() => this.#sqlite.transaction(work).deferred());
  }

  /**
   * Runs `work` as one transaction that holds the write lock from its start; what throws leaves
   * nothing. Inside another transaction it becomes a part of that one.
   */
  writing<T>(work: () => T): T {
    return this.#translating(() => this.#sqlite.transaction(work).immediate());
  }

  get inTransaction(): boolean {
    return this.#sqlite.inTransaction;
  }

  /** The text of every statement prepared so far, so that tests can look at their query plans. */
  preparedStatements(): readonly string[] {
    return [...this.#statements.keys()];
  }

  close(): void {
    this.#sqlite.close();
  }

  #readingStatement(sql: string): Sqlite.Statement<unknown[]> {
    const statement = this.#statement(sql);
    if (!statement.readonly) throw new Error(`a statement that writes was used for reading: ${sql}`);
    return statement;
  }

  #statement(sql: string): Sqlite.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#sqlite.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #translating<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw error instanceof Sqlite.SqliteError ? toAppError(error, this.path) : error;
    }
  }
}

/** True when a row could not be written because of what other rows hold. */
export function isConstraintError(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
}

const damagedCodes = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ'];
const busyCodes = ['SQLITE_BUSY', 'SQLITE_LOCKED'];
const ioCodes = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH'];

/** The error to show for one of SQLite's, or the same error when only a bug can cause it. */
function toAppError(error: InstanceType<typeof Sqlite.SqliteError>, path: string): Error {
  const isOneOf = (codes: readonly string[]) => codes.some((code) => error.code.startsWith(code));
  const options = { cause: error, details: { file: path, reason: error.message } };
  if (isOneOf(damagedCodes)) {
    return new AppError('workspace-damaged', `The workspace ${path} is damaged: ${error.message}.`, options);
  }
  if (isOneOf(busyCodes)) {
    return new AppError('busy', `Another program is holding the workspace ${path}; try again in a moment.`, options);
  }
  if (isOneOf(ioCodes)) {
    return new AppError(
      'io',
      `The workspace ${path} could not be read or written: ${error.message} (${error.code}).`,
      options,
    );
  }
  return error;
}
