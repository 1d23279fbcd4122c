import { sep } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentSecurityPolicy, findServedFile } from '../../electron/served-files.ts';

const root = '/app/dist/renderer';
const place = (url: string): string | null => findServedFile(root, url)?.path ?? null;

test("the window's own files are served", () => {
  expect(findServedFile(root, 'parley://app/index.html')).toEqual({
    path: `${root}/index.html`,
    contentType: 'text/html; charset=utf-8',
  });
  expect(place('parley://app/assets/inter-latin.woff2?v=1#x')).toBe(`${root}/assets/inter-latin.woff2`);
  expect(place('parley://app/assets/a%20b.js')).toBe(`${root}/assets/a b.js`);
});

test('another origin, another type of file and no file at all are not', () => {
  for (const url of [
    'parley://other/index.html',
    'parley://app:1/index.html',
    'https://app/index.html',
    'file:///etc/passwd',
    'parley://app/',
    'parley://app/index.html/',
    'parley://app/data.db',
    'parley://app/%E0%A4%A.js',
    'not a url',
  ]) {
    expect(place(url), url).toBeNull();
  }
});

test('no spelling of a path leads out of the folder', () => {
  const piece = fc.oneof(
    fc.constantFrom('..', '.', '%2e%2e', '%2E.', '..%2f', '%5c', '\\', '..\\', '%00', '//', 'C:', 'a', 'a.js'),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const found = place(`parley://app/${pieces.join('/')}/x.js`);
      if (found === null) return;
      expect(found.startsWith(root + sep)).toBe(true);
      expect(found.split(sep)).not.toContain('..');
    }),
    { numRuns: 2_000, verbose: 1 },
  );
  for (const path of [
    '../main.js',
    '%2e%2e/main.js',
    '..%2fmain.js',
    '..%5cmain.js',
    'a/..%2f..%2fmain.js',
    'x%00.js',
  ]) {
    const found = place(`parley://app/${path}`);
    expect(found === null || found === `${root}/main.js`, path).toBe(true);
  }
});

test('the policy allows no inline or evaluated script and no connection', () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).toContain("connect-src 'none'");
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/);
});
