import type { ParleyEvent } from '../core/api.ts';

/** The channels between the preload script and the shell. The page itself knows none of them. */
export const channels = {
  /** Preload to shell, with a name and an input; answers a `Reply`. */
  call: 'parley:call',
  /** Preload to shell: asks for a port to the engine. */
  connect: 'parley:connect',
  /** Shell to preload, with the port. */
  port: 'parley:port',
  /** Shell to preload: a `ShellNotice`. */
  notice: 'parley:notice',
} as const;

/** `engine-stopped` also fails the calls that are waiting for the engine. */
export type ShellNotice =
  | { readonly type: 'event'; readonly event: ParleyEvent }
  | { readonly type: 'engine-stopped'; readonly message: string };
