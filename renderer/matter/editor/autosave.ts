import type { AppError } from '../../../core/error.ts';
import type { Block } from '../../../core/model/content.ts';
import type { VersionHash } from '../../../core/model/ids.ts';
import { asAppError, holdSaving } from '../../engine-client.ts';

/**
 * Saves what is typed in one clause, half a second after the last keystroke, on leaving and on
 * closing. One save at a time: words typed meanwhile are saved when it is done, based on the
 * version it made. A save that fails keeps the words and says so; the next keystroke, or
 * `retry`, tries again.
 */
export type SaveState = 'unchanged' | 'waiting' | 'saving' | 'saved' | 'failed';

export interface AutosaveOptions {
  readonly basedOn: VersionHash;
  /** Writes the words and answers the version that holds them now. */
  readonly save: (blocks: readonly Block[], basedOn: VersionHash) => Promise<VersionHash>;
  readonly onState: (state: SaveState, error: AppError | null) => void;
  readonly delayMs?: number;
}

export class Autosave {
  private basedOn: VersionHash;
  private pending: readonly Block[] | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: Promise<void> | null = null;
  private release: (() => void) | null = null;
  private readonly made = new Set<VersionHash>();
  private readonly options: AutosaveOptions;

  constructor(options: AutosaveOptions) {
    this.options = options;
    this.basedOn = options.basedOn;
    this.made.add(options.basedOn);
  }

  /** The words have changed; they are saved when the typing pauses. */
  changed(blocks: readonly Block[]): void {
    this.pending = blocks;
    this.release ??= holdSaving();
    if (this.running === null) this.options.onState('waiting', null);
    this.stopTimer();
    this.timer = setTimeout(() => void this.flush(), this.options.delayMs ?? 500);
  }

  /** Saves now what is not saved yet; resolves when all is saved or a save has failed. */
  async flush(): Promise<void> {
    this.stopTimer();
    if (this.running !== null) await this.running;
    if (this.pending === null) return;
    this.running = this.saveOnce(this.pending);
    await this.running;
    if (this.pending !== null && this.timer === null && this.error === null) await this.flush();
  }

  /** Whether words wait to be saved. */
  get isDirty(): boolean {
    return this.pending !== null || this.running !== null;
  }

  /** Whether a version is the one this editor started from, or one it made. */
  knows(version: VersionHash): boolean {
    return this.made.has(version);
  }

  /** Takes another version as the base: the words are then saved over it. */
  rebase(version: VersionHash): void {
    this.basedOn = version;
    this.made.add(version);
  }

  /** Lets go of words that could not be saved. */
  discard(): void {
    this.stopTimer();
    this.pending = null;
    this.error = null;
    this.letGo();
  }

  private error: AppError | null = null;

  private async saveOnce(blocks: readonly Block[]): Promise<void> {
    this.pending = null;
    this.error = null;
    this.options.onState('saving', null);
    try {
      this.basedOn = await this.options.save(blocks, this.basedOn);
      this.made.add(this.basedOn);
      this.running = null;
      if (this.pending === null) this.letGo();
      this.options.onState(this.pending === null ? 'saved' : 'waiting', null);
    } catch (cause) {
      this.error = asAppError(cause);
      this.pending ??= blocks;
      this.running = null;
      this.options.onState('failed', this.error);
    }
  }

  private letGo(): void {
    this.release?.();
    this.release = null;
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
