import type { Api, MethodName, Output, ParsedInput } from '../core/api.ts';
import type { Platform } from '../core/platform.ts';
import type { BatchKind } from '../db/batch.ts';
import type { Reader } from '../db/connection.ts';
import type { Recorder } from '../db/recorder.ts';
import type { Workspace } from '../db/workspace.ts';
import type { JobContext, Jobs } from './jobs.ts';
import type { StagedFiles } from './staged-files.ts';

/** What the engine has for as long as it runs. */
export interface Services {
  readonly workspace: Workspace;
  readonly platform: Platform;
  readonly jobs: Jobs;
  readonly stagedFiles: StagedFiles;
  /** The folder of the sample matter's files; `null` where the engine was made without. */
  readonly sampleDir: string | null;
}

/** What a handler is given for one call. A read runs on one snapshot, a write in one transaction. */
export class CallContext {
  readonly services: Services;
  readonly method: MethodName;
  /** The matters written to so far, `null` standing for what belongs to none. */
  readonly changedMatters = new Set<string | null>();

  constructor(services: Services, method: MethodName) {
    this.services = services;
    this.method = method;
  }

  get workspace(): Workspace {
    return this.services.workspace;
  }

  get platform(): Platform {
    return this.services.platform;
  }

  get reader(): Reader {
    return this.services.workspace.reader;
  }

  /** Writes one batch in this call's name. */
  write<T>(matterId: string | null, work: (recorder: Recorder) => T, kind: BatchKind = 'do'): T {
    const { value, batchId } = this.workspace.write({ matterId, method: this.method, kind }, work);
    if (batchId !== null) this.changedMatters.add(matterId);
    return value;
  }
}

/** A handler answers at once; one of a job may take its time. */
export type Handler<N extends MethodName> = Api[N]['kind'] extends 'job'
  ? (context: CallContext, input: ParsedInput<N>, job: JobContext) => Promise<Output<N>>
  : (context: CallContext, input: ParsedInput<N>) => Output<N>;

/** The handlers of some methods; of all of them where `N` is left out, so that a missing one does not compile. */
export type Handlers<N extends MethodName = MethodName> = { readonly [M in N]: Handler<M> };
