// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ParleyEvent } from '../../core/api.ts';
import type { Reply } from '../../core/error.ts';
import type { Bridge } from '../../renderer/engine-client.ts';
import { followChanges, useQuery } from '../../renderer/queries.ts';

/** The other end of the preload's two functions: questions wait until they are answered. */
interface Question {
  readonly name: string;
  readonly answer: (value: unknown) => Promise<void>;
}

const listeners: ((event: ParleyEvent) => void)[] = [];
let questions: Question[] = [];
const bridge: Bridge = {
  invoke: (name) =>
    new Promise<Reply<unknown>>((resolve) => {
      questions.push({ name, answer: (value) => act(async () => resolve({ ok: true, value })) });
    }),
  onEvent: (listener) => listeners.push(listener),
};
Object.defineProperty(window, 'parley', { value: bridge });
const tell = (event: ParleyEvent) =>
  act(async () => {
    for (const listener of listeners) listener(event);
  });

let stop: () => void;
beforeEach(() => {
  questions = [];
  stop = followChanges();
});
afterEach(() => {
  cleanup();
  stop();
});

function Theme({ label }: { readonly label: string }) {
  const { data, error } = useQuery('setting.list', {});
  return (
    <output aria-label={label}>
      {error?.code ?? (data as Record<string, string> | undefined)?.theme ?? 'loading'}
    </output>
  );
}

const shown = (label: string) => screen.getByLabelText(label).textContent;

test('a question is asked once for all, asked again after a change, and the overtaken answer is dropped', async () => {
  render(
    <>
      <Theme label="one" />
      <Theme label="two" />
    </>,
  );
  expect(questions.map((question) => question.name)).toEqual(['setting.list']);
  await tell({ type: 'changed', matterId: null, method: 'setting.set' });
  expect(questions).toHaveLength(2);
  await questions[1]?.answer({ theme: 'new' });
  await questions[0]?.answer({ theme: 'old' });
  expect([shown('one'), shown('two')]).toEqual(['new', 'new']);

  await tell({ type: 'changed', matterId: null, method: 'position.set' });
  expect(questions).toHaveLength(2);
  await tell({ type: 'changed', matterId: null, method: 'history.undo' });
  expect(questions).toHaveLength(3);
  expect(shown('one')).toBe('new');
  await questions[2]?.answer({ theme: 'undone' });
  expect(shown('two')).toBe('undone');
});
