import type { ParleyEvent } from './api.ts';
import type { Reply } from './error.ts';

/** What travels over the message port between a caller (window, shell) and the engine's process. */
export type ToEngine = {
  readonly type: 'call';
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
  readonly jobId?: string;
};

export type FromEngine =
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly type: 'event'; readonly event: ParleyEvent };
