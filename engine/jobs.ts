import { setImmediate } from 'node:timers/promises';
import type { JobStep } from '../core/api.ts';
import { AppError } from '../core/error.ts';

/**
 * What a long-running handler is given. It computes first and writes once, at its end, in one
 * synchronous transaction; so a job that is cancelled or fails leaves nothing behind.
 */
export interface JobContext {
  /** `done` runs from 0 to 1. */
  progress(done: number, step: JobStep): void;
  /** Lets other calls run, then throws `cancelled` if that was asked meanwhile. */
  checkpoint(): Promise<void>;
}

interface Job {
  isCancelled: boolean;
}

/** The jobs under way, by the id that their caller gave them. */
export class Jobs {
  readonly #running = new Set<Job>();
  readonly #byId = new Map<string, Job>();

  /** Runs `work` as a job; `onProgress` hears of it only where the caller gave an id to tell it by. */
  async run<T>(
    jobId: string | undefined,
    onProgress: (jobId: string, done: number, step: JobStep) => void,
    work: (job: JobContext) => Promise<T>,
  ): Promise<T> {
    const job: Job = { isCancelled: false };
    if (jobId !== undefined) this.#name(jobId, job);
    this.#running.add(job);
    try {
      return await work({
        progress: (done, step) => {
          if (jobId !== undefined) onProgress(jobId, done, step);
        },
        checkpoint: async () => {
          await setImmediate();
          if (job.isCancelled) throw new AppError('cancelled', 'The work was cancelled; nothing was changed.');
        },
      });
    } finally {
      this.#running.delete(job);
      if (jobId !== undefined) this.#byId.delete(jobId);
    }
  }

  /** Asks a job to stop at its next checkpoint; answers whether there is such a job. */
  cancel(jobId: string): boolean {
    const job = this.#byId.get(jobId);
    if (job === undefined) return false;
    job.isCancelled = true;
    return true;
  }

  cancelAll(): void {
    for (const job of this.#running) job.isCancelled = true;
  }

  #name(jobId: string, job: Job): void {
    if (this.#byId.has(jobId)) throw new AppError('invalid-input', `A job ${jobId} is already running.`);
    this.#byId.set(jobId, job);
  }
}
