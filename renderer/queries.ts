import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { MethodName } from '../core/api.ts';
import type { AppError } from '../core/error.ts';
import { asAppError, type CallInput, type CallOutput, call, onEvent, type ReadName } from './engine-client.ts';

/**
 * What the window has read, by method and input. A query is asked once however many components use
 * it; a `changed` event marks as stale what that write can have changed, and only what is on screen
 * is asked again. Answers that were overtaken by a later question are dropped. Writes are not here:
 * they go straight to the engine, and its event comes back to all windows alike. A library was
 * turned down because nothing here retries, polls or goes stale by time.
 */
export interface QueryState<T> {
  readonly data: T | undefined;
  readonly error: AppError | null;
  /** A newer answer is on its way. */
  readonly isPending: boolean;
}

interface Entry {
  readonly name: ReadName;
  readonly input: unknown;
  state: QueryState<unknown>;
  /** Counts the questions; an answer to any but the last is dropped. */
  asked: number;
  stale: boolean;
  /** What it answers can never change: an exchanged draft, a comparison of two. */
  fixed: boolean;
  readonly listeners: Set<() => void>;
}

const entries = new Map<string, Entry>();
const loading: QueryState<never> = { data: undefined, error: null, isPending: true };
/** Beyond this many, answers that nobody looks at are let go, the oldest first. */
const keptEntries = 80;

/** What each write can change; a write that is not listed changes everything. */
const changes: Partial<Record<MethodName, readonly ReadName[]>> = {
  'setting.set': ['setting.list'],
  'matter.create': ['matter.list'],
  'sample.create': ['matter.list'],
  'matter.rename': ['matter.list', 'matter.get', 'history.state'],
  'draft.import': ['matter.list', 'matter.get', 'clause.history', 'term.list', 'history.state'],
  'draft.send': [
    'matter.list',
    'matter.get',
    'draft.get',
    'draft.ancestry',
    'draft.compare',
    'clause.history',
    'term.list',
    'history.state',
  ],
  'clause.edit': ['matter.get', 'draft.get', 'draft.ancestry', 'draft.compare', 'clause.history', 'history.state'],
  'term.flag': ['matter.list', 'matter.get', 'term.list', 'history.state'],
  'term.update': ['matter.list', 'matter.get', 'term.list', 'history.state'],
  'position.set': ['term.list', 'position.history', 'history.state'],
};

/** Keeps the answers in step with the engine; called once when the window starts. */
export function followChanges(): () => void {
  return onEvent((event) => {
    if (event.type === 'changed') invalidate(changes[event.method]);
    if (event.type === 'engine' && event.state === 'restarted') invalidate(undefined);
  });
}

/** Marks answers as stale, those of the given methods or all, and asks again for those in use. */
export function invalidate(names: readonly ReadName[] | undefined): void {
  for (const [key, entry] of entries) {
    if (names !== undefined && (entry.fixed || !names.includes(entry.name))) continue;
    if (entry.listeners.size > 0) ask(entry);
    else if (entry.asked > 0) entries.delete(key);
  }
}

/** The answer of a read, asked again whenever it may have changed; with a `null` input nothing is asked. */
export function useQuery<N extends ReadName>(
  name: N,
  input: CallInput<N> | null,
  options: { readonly fixed?: boolean } = {},
): QueryState<CallOutput<N>> {
  const key = input === null ? null : `${name} ${JSON.stringify(input)}`;
  const fixed = options.fixed ?? false;
  const source = useMemo(() => {
    if (key === null) return { subscribe: () => () => {}, read: () => loading };
    const parsed: unknown = JSON.parse(key.slice(key.indexOf(' ') + 1));
    return {
      subscribe: (listener: () => void) => {
        const entry = entryOf(key, name, parsed);
        entry.listeners.add(listener);
        if (entry.stale) ask(entry);
        return () => {
          entry.listeners.delete(listener);
          forgetOldest();
        };
      },
      read: () => entries.get(key)?.state ?? loading,
    };
  }, [key, name]);
  const state = useSyncExternalStore(source.subscribe, source.read);
  useEffect(() => {
    const entry = key === null ? undefined : entries.get(key);
    if (entry !== undefined) entry.fixed = fixed;
  }, [key, fixed]);
  return state as QueryState<CallOutput<N>>;
}

/** The last answer there was, while the next one is on its way: nothing flickers when an input changes. */
export function useLatest<T>(data: T | undefined): T | undefined {
  const [last, setLast] = useState(data);
  if (data !== undefined && data !== last) setLast(data);
  return data ?? last;
}

function entryOf(key: string, name: ReadName, input: unknown): Entry {
  const known = entries.get(key);
  if (known !== undefined) return known;
  const entry: Entry = { name, input, state: loading, asked: 0, stale: true, fixed: false, listeners: new Set() };
  entries.set(key, entry);
  return entry;
}

function ask(entry: Entry): void {
  entry.stale = false;
  entry.asked += 1;
  const question = entry.asked;
  if (!entry.state.isPending) show(entry, { ...entry.state, isPending: true });
  const settle = (state: QueryState<unknown>) => {
    if (question === entry.asked) show(entry, state);
  };
  call(entry.name, entry.input as never).then(
    (data) => settle({ data, error: null, isPending: false }),
    (cause: unknown) => settle({ data: undefined, error: asAppError(cause), isPending: false }),
  );
}

function show(entry: Entry, state: QueryState<unknown>): void {
  entry.state = state;
  for (const listener of [...entry.listeners]) listener();
}

function forgetOldest(): void {
  for (const [key, entry] of entries) {
    if (entries.size <= keptEntries) return;
    if (entry.listeners.size === 0) entries.delete(key);
  }
}
