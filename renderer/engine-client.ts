import type {
  Api,
  Input,
  MethodName,
  Output,
  ParleyEvent,
  ShellApi,
  ShellInput,
  ShellMethodName,
  ShellOutput,
} from '../core/api.ts';
import { api } from '../core/api.ts';
import { AppError } from '../core/error.ts';
import { type PackedReply, unpackReply } from '../core/wire.ts';

/**
 * The only door of the window. The preload puts two functions on `window.parley`; everything the
 * window knows of the world comes through them, typed here from the one table of methods.
 */
export interface Bridge {
  invoke(name: string, input: unknown, jobId?: string): Promise<PackedReply>;
  onEvent(listener: (event: ParleyEvent) => void): unknown;
}

declare global {
  interface Window {
    readonly parley: Bridge;
  }
}

/** The engine's methods a window may call: all but those that name paths. */
export type WindowMethodName = {
  [N in MethodName]: Api[N] extends { readonly host: true } ? never : N;
}[MethodName];
export type ReadName = { [N in WindowMethodName]: Api[N]['kind'] extends 'read' ? N : never }[WindowMethodName];
export type CallName = WindowMethodName | ShellMethodName;
export type CallInput<N extends CallName> = N extends MethodName
  ? Input<N>
  : N extends keyof ShellApi
    ? ShellInput<N>
    : never;
export type CallOutput<N extends CallName> = N extends MethodName
  ? Output<N>
  : N extends keyof ShellApi
    ? ShellOutput<N>
    : never;

/** Asks the engine or the shell; rejects with the `AppError` it answered. */
export async function call<N extends CallName>(name: N, input: CallInput<N>, jobId?: string): Promise<CallOutput<N>> {
  const release = writes(name) ? holdSaving() : null;
  try {
    const reply = unpackReply(await window.parley.invoke(name, input, jobId));
    if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, { details: reply.error.details });
    return reply.value as CallOutput<N>;
  } finally {
    release?.();
  }
}

/** An error of any origin as an `AppError`, so that it can be shown by its code. */
export function asAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('internal', cause instanceof Error ? cause.message : String(cause), { cause });
}

let jobCount = 0;

/** An id for a job that is new in this window and, by its start time, among windows. */
export function newJobId(): string {
  jobCount += 1;
  return `window-${Math.round(performance.timeOrigin)}-${jobCount}`;
}

type EventListener = (event: ParleyEvent) => void;
const eventListeners = new Set<EventListener>();
let connected = false;

/** Hears what the engine and the shell tell without being asked; answers how to stop. */
export function onEvent(listener: EventListener): () => void {
  if (!connected) {
    connected = true;
    window.parley.onEvent((event) => {
      for (const each of [...eventListeners]) each(event);
    });
  }
  eventListeners.add(listener);
  return () => {
    eventListeners.delete(listener);
  };
}

const savingListeners = new Set<() => void>();
let unsaved = 0;

/** Says that something is being saved, or waits to be, until the answered function is called. */
export function holdSaving(): () => void {
  let held = true;
  changeUnsaved(1);
  return () => {
    if (!held) return;
    held = false;
    changeUnsaved(-1);
  };
}

/** How many changes are not in the workspace yet. */
export function unsavedCount(): number {
  return unsaved;
}

export function onSavingChange(listener: () => void): () => void {
  savingListeners.add(listener);
  return () => {
    savingListeners.delete(listener);
  };
}

function changeUnsaved(by: number): void {
  unsaved += by;
  for (const listener of [...savingListeners]) listener();
}

function writes(name: CallName): boolean {
  return Object.hasOwn(api, name) && api[name as MethodName].kind === 'write';
}
