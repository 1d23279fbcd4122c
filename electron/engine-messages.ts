import type { Reply } from '../core/error.ts';
import type { ToEngine } from '../core/wire.ts';

/** What the shell sends to the engine's process over the process's own channel. */
export type ShellToEngine =
  | ToEngine
  /** Comes with the port of a window. */
  | { readonly type: 'connect' }
  /** Close the workspace and end. */
  | { readonly type: 'close' };

/** What the engine's process answers there. */
export interface EngineToShell {
  readonly type: 'reply';
  readonly id: number;
  readonly reply: Reply<unknown>;
}
