import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { api, menuCommands, shellApi } from '../../core/api.ts';
import { menuTemplate } from '../../electron/menu.ts';
import { isReachable, readWindowState, writeWindowState } from '../../electron/window-state.ts';
import { languageOf, words } from '../../electron/words.ts';
import { findNamedWorkspace, userDataOf } from '../../electron/workspace-folder.ts';

test("the shell's methods are told from the engine's by their names", () => {
  expect(Object.keys(shellApi).filter((name) => !name.startsWith('shell.'))).toEqual([]);
  expect(Object.keys(api).filter((name) => name.startsWith('shell.'))).toEqual([]);
});

test('a workspace is named by an argument, else by the environment', () => {
  expect(findNamedWorkspace(['electron', '--workspace=a', '--workspace=/b'], { PARLEY_WORKSPACE: '/c' })).toBe('/b');
  expect(findNamedWorkspace(['electron', '.'], { PARLEY_WORKSPACE: 'c' })).toBe(resolve('c'));
  expect(findNamedWorkspace(['electron', '--workspace='], {})).toBeNull();
  expect(userDataOf('/a', '/data')).not.toBe(userDataOf('/b', '/data'));
});

test('the state of the window survives, and a damaged one is as none', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-window-')), 'window.json');
  expect(readWindowState(path)).toEqual({ bounds: null, maximized: false });
  const state = { bounds: { x: -10, y: 20, width: 800, height: 600 }, maximized: true };
  writeWindowState(path, state);
  expect(readWindowState(path)).toEqual(state);
  for (const damaged of ['{', '{"bounds":{"x":1},"maximized":true}', '[]']) {
    writeFileSync(path, damaged);
    expect(readWindowState(path)).toEqual({ bounds: null, maximized: false });
  }
});

test('a window on a screen that is gone is not reachable', () => {
  const screens = [{ x: 0, y: 0, width: 1_920, height: 1_080 }];
  const at = (x: number, y: number): boolean => isReachable({ x, y, width: 800, height: 600 }, screens);
  expect([at(0, 0), at(-600, 10), at(1_800, 900)]).toEqual([true, true, true]);
  expect([at(-750, 10), at(1_900, 10), at(0, -40), at(0, 1_060), at(2_500, 0)]).toEqual(Array(5).fill(false));
});

const commandsOf = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => (Array.isArray(item.submenu) ? commandsOf(item.submenu) : [item]));

test.each([true, false])('the menu offers every command once, each on keys of its own (macOS: %s)', (onMac) => {
  const sent: string[] = [];
  const template = menuTemplate({ words: words.fr, onMac, isPackaged: true, send: (command) => sent.push(command) });
  const items = commandsOf(template);
  for (const item of items) (item.click as (() => void) | undefined)?.();
  expect(sent.toSorted()).toEqual([...menuCommands].toSorted());
  const keys = items.flatMap((item) => item.accelerator ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(items.some((item) => item.role === 'toggleDevTools')).toBe(false);
});

test('both languages have all words, and the system chooses', () => {
  for (const language of ['en', 'fr'] as const) expect(Object.values(words[language])).not.toContain('');
  expect(['fr', 'fr-CA', 'FR', 'en-GB', 'frr', 'de'].map(languageOf)).toEqual(['fr', 'fr', 'fr', 'en', 'en', 'en']);
});
