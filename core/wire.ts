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
  | { readonly type: 'reply'; readonly id: number; readonly reply: PackedReply }
  | { readonly type: 'event'; readonly event: ParleyEvent };

/**
 * A reply as it crosses the port. One without bytes travels as JSON text: between a sandboxed page and its
 * preload every object is copied by hand, and a long contract has ten thousand of them, while a
 * string is copied at once.
 */
export type PackedReply = Reply<unknown> | string;

/** Makes a reply ready for the port; one whose value holds bytes stays as it is. */
export function packReply(reply: Reply<unknown>): PackedReply {
  return reply.ok && holdsBytes(reply.value) ? reply : JSON.stringify(reply);
}

/** The reply that was packed. */
export function unpackReply(packed: PackedReply): Reply<unknown> {
  return typeof packed === 'string' ? (JSON.parse(packed) as Reply<unknown>) : packed;
}

function holdsBytes(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => part instanceof Uint8Array);
}
