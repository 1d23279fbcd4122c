import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodeOf, runCommand } from '../../scripts/command.ts';
import { placeInElectron } from '../../scripts/electron/fallback.ts';
import { chooseSandbox } from '../../scripts/electron/sandbox.ts';
import { isOnPath, parseMissingLibraries } from '../../scripts/system-packages.ts';

test('the fallback leaves out the app and the snapshot of the package it comes in', () => {
  const kept = [
    'Cypress/Cypress',
    'Cypress/locales/fr.pak',
    'Cypress/chrome-sandbox',
    'Cypress/browser_v8_context_snapshot.bin',
    'Cypress/resources/app/package.json',
    'Cypress/resources/app-update.yml',
    'elsewhere',
  ].map(placeInElectron);
  expect(kept).toEqual(['electron', 'locales/fr.pak', 'chrome-sandbox', null, null, null, null]);
});

test('the sandbox is given up as root only', () => {
  const facts = { isRoot: false, userNamespaces: true, helperIsSetUid: false, helper: '/e/chrome-sandbox' };
  expect(chooseSandbox(facts).kind).toBe('on');
  expect(chooseSandbox({ ...facts, userNamespaces: false, helperIsSetUid: true }).kind).toBe('on');
  expect(chooseSandbox({ ...facts, isRoot: true }).kind).toBe('off');
  const blocked = chooseSandbox({ ...facts, userNamespaces: false });
  expect(blocked).toMatchObject({
    kind: 'blocked',
    message: expect.stringContaining("sudo chmod 4755 '/e/chrome-sandbox'"),
  });
});

test('missing libraries are read from what ldd prints', () => {
  const output = `
	linux-vdso.so.1 (0x00007ffd2c9e7000)
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1)
	libnss3.so => not found
	libgtk-3.so.0 => not found
`;
  expect(parseMissingLibraries(output)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
});

test('a program is on the search path when it can be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-path-'));
  writeFileSync(join(folder, 'tool'), '');
  const path = ['/nowhere', folder].join(delimiter);
  expect(isOnPath('tool', path)).toBe(false);
  chmodSync(join(folder, 'tool'), 0o755);
  expect(isOnPath('tool', path)).toBe(true);
});

test('a command answers its output and the code a shell would', async () => {
  const run = (source: string) => runCommand(process.execPath, ['-e', source]);
  expect(await run("console.log('out'); process.exitCode = 3")).toEqual({ code: 3, output: 'out\n' });
  expect((await run("process.kill(process.pid, 'SIGKILL')")).code).toBe(137);
  expect(exitCodeOf(null, 'SIGTERM')).toBe(143);
  await expect(runCommand('no-such-program', [])).rejects.toThrow('ENOENT');
});
