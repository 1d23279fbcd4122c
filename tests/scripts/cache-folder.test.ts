import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cachedFolder, cacheFolder } from '../../scripts/cache-folder.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'parley-cache-'));

test('the cache is where the environment says', () => {
  expect(cacheFolder({ PARLEY_CACHE: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
  expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).toBe('/b/parley');
  expect(cacheFolder({})).toBe(join(homedir(), '.cache', 'parley'));
});

test('an entry is made once', async () => {
  const entry = join(newFolder(), 'entry');
  const make = async (partial: string): Promise<void> => writeFileSync(join(partial, 'file'), 'first');
  expect(await cachedFolder(entry, make)).toBe(entry);
  await cachedFolder(entry, () => Promise.reject(new Error('It was made again.')));
  expect(readFileSync(join(entry, 'file'), 'utf8')).toBe('first');
});

test('what fails leaves nothing', async () => {
  const cache = newFolder();
  const failing = cachedFolder(join(cache, 'entry'), async (partial) => {
    writeFileSync(join(partial, 'half'), '');
    throw new Error('The line broke.');
  });
  await expect(failing).rejects.toThrow('The line broke.');
  expect(readdirSync(cache)).toEqual([]);
});

test('of two at once the first to finish stays, whole, and both have it', async () => {
  const cache = newFolder();
  const entry = join(cache, 'entry');
  const make = (name: string) => async (partial: string) => {
    writeFileSync(join(partial, 'a'), name);
    await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(join(partial, 'b'), name);
  };
  expect(await Promise.all([cachedFolder(entry, make('one')), cachedFolder(entry, make('two'))])).toEqual([
    entry,
    entry,
  ]);
  expect(readFileSync(join(entry, 'a'))).toEqual(readFileSync(join(entry, 'b')));
  expect(readdirSync(cache)).toEqual(['entry']);
});

test('the partial folder of a run that was killed is removed, that of a running one kept', async () => {
  const cache = newFolder();
  const abandoned = join(cache, '.partial-999999999-x');
  const running = join(cache, `.partial-${process.pid}-x`);
  mkdirSync(abandoned);
  mkdirSync(running);
  await cachedFolder(join(cache, 'entry'), async () => {});
  expect([existsSync(abandoned), existsSync(running)]).toEqual([false, true]);
});
