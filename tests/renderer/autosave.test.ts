import { expect, test } from 'vitest';
import { AppError } from '../../core/error.ts';
import { type Block, contentText } from '../../core/model/content.ts';
import type { VersionHash } from '../../core/model/ids.ts';
import { unsavedCount } from '../../renderer/engine-client.ts';
import { Autosave, type SaveState } from '../../renderer/matter/editor/autosave.ts';

const words = (text: string): Block[] => [{ type: 'paragraph', runs: [{ text }] }];
const version = (text: string) => text as VersionHash;

/** A place to save to that answers when it is told to, and refuses what is not based on what it holds. */
function store(start: string) {
  let held = version(start);
  const saves: string[] = [];
  const answers: (() => void)[] = [];
  const save = (blocks: readonly Block[], basedOn: VersionHash) =>
    new Promise<VersionHash>((resolve, reject) => {
      const text = contentText(blocks);
      saves.push(text);
      answers.push(() => {
        if (basedOn !== held) return reject(new AppError('conflict', 'The clause has moved on.'));
        held = version(text);
        resolve(held);
      });
    });
  return {
    saves,
    save,
    answer: async () => {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    },
    change: (text: string) => {
      held = version(text);
    },
  };
}

function editor(place: ReturnType<typeof store>, basedOn: string) {
  const states: SaveState[] = [];
  const autosave = new Autosave({
    basedOn: version(basedOn),
    save: place.save,
    onState: (state) => states.push(state),
    delayMs: 1,
  });
  return { autosave, states };
}

test('words typed while a save is under way are saved after it, based on what it made', async () => {
  const place = store('one');
  const { autosave, states } = editor(place, 'one');
  autosave.changed(words('two'));
  const first = autosave.flush();
  autosave.changed(words('three'));
  const second = autosave.flush();
  expect(place.saves).toEqual(['two']);
  await place.answer();
  await place.answer();
  await Promise.all([first, second]);
  expect(place.saves).toEqual(['two', 'three']);
  expect(states.at(-1)).toBe('saved');
  expect(autosave.isDirty).toBe(false);
  expect(unsavedCount()).toBe(0);
});

test('a conflict keeps the words, and saving over it writes them', async () => {
  const place = store('one');
  const { autosave, states } = editor(place, 'one');
  place.change('theirs');
  autosave.changed(words('mine'));
  const refused = autosave.flush();
  await place.answer();
  await refused;
  expect(states.at(-1)).toBe('failed');
  expect(autosave.isDirty).toBe(true);
  expect(unsavedCount()).toBe(1);

  autosave.rebase(version('theirs'));
  const saved = autosave.flush();
  await place.answer();
  await saved;
  expect(place.saves).toEqual(['mine', 'mine']);
  expect(states.at(-1)).toBe('saved');
  expect(unsavedCount()).toBe(0);
});

test('letting go of words that could not be saved leaves nothing waiting', async () => {
  const place = store('one');
  const { autosave } = editor(place, 'another');
  autosave.changed(words('mine'));
  const refused = autosave.flush();
  await place.answer();
  await refused;
  autosave.discard();
  expect(autosave.isDirty).toBe(false);
  expect(unsavedCount()).toBe(0);
  await autosave.flush();
  expect(place.saves).toEqual(['mine']);
});
