import type { Input, MethodName, Output } from '../../core/api.ts';
import type { Platform } from '../../core/platform.ts';
import type { Services } from '../../engine/context.ts';
import { dispatch } from '../../engine/dispatch.ts';
import { Jobs } from '../../engine/jobs.ts';
import { StagedFiles } from '../../engine/staged-files.ts';
import { sampleDir } from './engine.ts';
import { testPlatform } from './platform.ts';
import { openTestWorkspace } from './workspace.ts';

/** An engine in pieces, so that a test can look at the workspace under it. */
export interface OpenServices extends Services {
  ask<N extends MethodName>(method: N, input: Input<N>): Promise<Output<N>>;
}

export function openTestServices(platform: Platform = testPlatform()): OpenServices {
  const workspace = openTestWorkspace({ platform });
  const services = { workspace, platform, jobs: new Jobs(), stagedFiles: new StagedFiles(platform), sampleDir };
  const options = { onEvent: () => {}, checkOutputs: true };
  return {
    ...services,
    async ask<N extends MethodName>(method: N, input: Input<N>) {
      return (await dispatch(services, { method, input, caller: 'host' }, options)) as Output<N>;
    },
  };
}
