import type { Platform } from '../core/platform.ts';
import type { BatchKind } from './batch.ts';
import type { Connection, Reader } from './connection.ts';
import { Recorder } from './recorder.ts';

/** What a write is for, as the change log keeps it. */
export interface WriteOrigin {
  /** `null` for what belongs to no matter. */
  readonly matterId: string | null;
  readonly method: string;
  /** `do` when left out; `create` for the write that brings a matter into being. */
  readonly kind?: BatchKind;
  /** For undo and redo: the batch that is taken back or brought again. */
  readonly target?: number;
}

export interface Written<T> {
  readonly value: T;
  /** The batch in the change log, or `null` when nothing changed. */
  readonly batchId: number | null;
}

/** An open workspace: one file that holds every matter. Other processes may have it open at the same time. */
export class Workspace {
  readonly reader: Reader;
  readonly #connection: Connection;
  readonly #platform: Pick<Platform, 'nowMs' | 'sha256'>;
  #isRecording = false;

  constructor(connection: Connection, platform: Pick<Platform, 'nowMs' | 'sha256'>) {
    this.#connection = connection;
    this.#platform = platform;
    this.reader = connection;
  }

  /** The file's path, or `:memory:`. */
  get path(): string {
    return this.#connection.path;
  }

  /** Runs several reads on one snapshot, whatever another process writes meanwhile. */
  reading<T>(work: () => T): T {
    return this.#connection.reading(work);
  }

  /** Runs reads, checks and writes as one transaction that no other process can come between; what throws leaves nothing. */
  atomically<T>(work: () => T): T {
    return this.#connection.writing(work);
  }

  /** One batch: all of `work`, or nothing of it. */
  write<T>(origin: WriteOrigin, work: (recorder: Recorder) => T): Written<T> {
    if (this.#isRecording) throw new Error(`${origin.method} would write a batch inside another`);
    this.#isRecording = true;
    try {
      return this.#connection.writing(() => {
        const recorder = new Recorder(this.#connection);
        const value = work(recorder);
        const { matterId, method, kind = 'do', target = null } = origin;
        return { value, batchId: recorder.finish({ matterId, method, kind, target }, this.#platform) };
      });
    } finally {
      this.#isRecording = false;
    }
  }

  sha256(data: Uint8Array | string): string {
    return this.#platform.sha256(data);
  }

  /** The text of every statement prepared so far, so that tests can look at their query plans. */
  preparedStatements(): readonly string[] {
    return this.#connection.preparedStatements();
  }

  close(): void {
    this.#connection.close();
  }
}
