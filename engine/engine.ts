import type { Input, MethodName, Output, ParleyEvent } from '../core/api.ts';
import { AppError, type Reply, refusal } from '../core/error.ts';
import type { Platform } from '../core/platform.ts';
import { openWorkspace } from '../db/open.ts';
import type { Services } from './context.ts';
import { type Call, type Caller, dispatch } from './dispatch.ts';
import { Jobs } from './jobs.ts';
import { StagedFiles } from './staged-files.ts';

export interface EngineOptions {
  /** The workspace's folder, made when it is missing; `:memory:` for one that is gone when the engine is closed. */
  readonly workspace: string;
  readonly platform: Platform;
  /** The folder that holds the sample matter (`en/matter.json` and so on); without it the `sample` methods fail. */
  readonly sampleDir?: string;
  /** The file of better-sqlite3's native addon, where the one of its package does not fit the runtime. */
  readonly nativeBinding?: string;
  readonly onEvent?: (event: ParleyEvent) => void;
  /** Where bugs are logged, with their causes; to stderr when left out. */
  readonly log?: (text: string) => void;
  /** Checks what handlers answer against the table of methods; for tests. */
  readonly checkOutputs?: boolean;
}

/** Everything Parley does, for a process that hosts it: the desktop's engine process, the command line, a test. */
export interface Engine {
  /** One call from outside; never throws, answers a `Reply`. `jobId` is what a job's progress and cancelling go by. */
  call(
    method: string,
    input: unknown,
    options: { caller: Caller; jobId?: string | undefined },
  ): Promise<Reply<unknown>>;
  /** One call by the host itself: answers the value or throws an `AppError`. */
  ask<N extends MethodName>(method: N, input: Input<N>, options?: { jobId?: string }): Promise<Output<N>>;
  /** Hears of changes and of the progress of jobs; answers how to stop hearing. */
  subscribe(listener: (event: ParleyEvent) => void): () => void;
  /** Cancels what is running and closes the workspace. Calls made later fail with `engine-stopped`. */
  close(): void;
}

/** Opens the workspace and answers its engine. Throws what `openWorkspace` throws. */
export function createEngine(options: EngineOptions): Engine {
  const { platform, sampleDir = null, log = logToStderr, checkOutputs = false } = options;
  const workspace = openWorkspace({
    directory: options.workspace,
    platform,
    nativeBinding: options.nativeBinding,
  });
  const jobs = new Jobs();
  const services: Services = { workspace, platform, jobs, sampleDir, stagedFiles: new StagedFiles(platform) };
  const listeners = new Set<(event: ParleyEvent) => void>();
  if (options.onEvent !== undefined) listeners.add(options.onEvent);
  const onEvent = (event: ParleyEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  let isClosed = false;

  const run = async (call: Call): Promise<unknown> => {
    if (isClosed) throw stopped();
    try {
      return await dispatch(services, call, { onEvent, checkOutputs });
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (isClosed) throw stopped();
      log(`parley: a bug in ${call.method}: ${describe(error)}`);
      throw new AppError('internal', `This is a bug in Parley (${call.method}): ${messageOf(error)}`, { cause: error });
    }
  };

  return {
    async call(method, input, { caller, jobId }) {
      try {
        return { ok: true, value: await run({ method, input, caller, jobId }) };
      } catch (error) {
        return refusal(error as AppError);
      }
    },
    async ask<N extends MethodName>(method: N, input: Input<N>, { jobId }: { jobId?: string } = {}) {
      return (await run({ method, input, caller: 'host', jobId })) as Output<N>;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      jobs.cancelAll();
      workspace.close();
    },
  };
}

function stopped(): AppError {
  return new AppError('engine-stopped', 'The engine has been closed.');
}

function logToStderr(text: string): void {
  process.stderr.write(`${text}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error's stack with those of its causes. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
