// For the type of `window.parley`.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackReply } from '../../core/wire.ts';
import type {} from '../../renderer/engine-client.ts';
import { launchParley, type Parley } from './support/launch.ts';

let parley: Parley;

beforeAll(async () => {
  parley = await launchParley();
});

afterAll(async () => {
  await parley.close();
});

/** Calls through the page's own bridge, as the page would. */
const invoke = async (name: string, input: unknown = {}): Promise<unknown> =>
  unpackReply(
    await parley.page.evaluate(([method, value]) => window.parley.invoke(method, value), [name, input] as const),
  );

test('the window opens and the engine answers it', async () => {
  expect(await parley.page.title()).toContain('Parley');
  expect(parley.page.url()).toBe('parley://app/index.html');
  expect(await invoke('app.info')).toMatchObject({ ok: true });
  await parley.screenshot('start');
  expect(parley.takeProblems()).toEqual([]);
});

test('the page has no Node and two functions', async () => {
  const found = await parley.page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in globalThis),
    functions: Object.keys(window.parley).sort(),
  }));
  expect(found).toEqual({ globals: [], functions: ['invoke', 'onEvent'] });
  const preferences = await parley.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
});

test('methods that do not exist, or name paths, are refused', async () => {
  const refusals = { ok: false, error: { code: 'unknown-method' } };
  expect(await invoke('no.such')).toMatchObject(refusals);
  expect(await invoke('shell.nothing')).toMatchObject(refusals);
  expect(await invoke('shell.constructor')).toMatchObject(refusals);
  expect(await invoke('toString')).toMatchObject(refusals);
  expect(await invoke('file.stage', { path: '/etc/passwd' })).toMatchObject({ ok: false });
  expect(await invoke('app.info', { more: 1 })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});

test('the page runs no script but its own', async () => {
  const { page } = parley;
  const ran = await page.evaluate(async () => {
    // A task of the page's own: what the driver runs itself is exempt from the policy.
    await new Promise((resolve) => setTimeout(resolve));
    const tries: Record<string, () => void> = {
      inline: () => {
        const script = document.createElement('script');
        script.append('globalThis.inlineRan = true');
        document.body.append(script);
        if (!('inlineRan' in globalThis)) throw new Error('It did not run.');
      },
      // biome-ignore lint/security/noGlobalEval: the refusal is what is tested
      eval: () => globalThis.eval('1'),
      handler: () => {
        document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="globalThis.handlerRan = true">');
      },
      markup: () => {
        document.body.innerHTML += '<p>more</p>';
      },
    };
    return Object.keys(tries).filter((name) => {
      try {
        tries[name]?.();
        return true;
      } catch {
        return false;
      }
    });
  });
  expect(ran).toEqual([]);
  parley.takeProblems();
});

test('the page reaches no network and no other file', async () => {
  const answers = await parley.page.evaluate(async () => {
    const reach = (url: string): Promise<string> =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
    const show = (url: string): Promise<string> =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('reached');
        image.onerror = () => resolve('refused');
        image.src = url;
      });
    return Promise.all([
      reach('https://example.com/'),
      reach('http://127.0.0.1/'),
      reach('file:///etc/passwd'),
      reach('parley://app/index.html'),
      show('https://example.com/a.png'),
      show('parley://app/%2e%2e/electron/main.js'),
      show('parley://other/index.html'),
    ]);
  });
  expect(answers).toEqual(answers.map(() => 'refused'));
  parley.takeProblems();
});

test('the network is shut for the session itself, not only by the page', async () => {
  const answers = await parley.app.evaluate(async ({ session }) => {
    const reach = (url: string): Promise<string> =>
      session.defaultSession.fetch(url).then(
        (response) => (response.ok ? 'reached' : 'refused'),
        () => 'refused',
      );
    return [await reach('https://example.com/'), await reach('http://127.0.0.1/'), await reach('file:///etc/passwd')];
  });
  expect(answers).toEqual(['refused', 'refused', 'refused']);
});

test('the page opens no window, goes nowhere and is granted nothing', async () => {
  const { page } = parley;
  const before = page.url();
  const granted = await page.evaluate(async () => {
    const opened = window.open('https://example.com/') !== null;
    window.location.href = 'https://example.com/';
    const permission = await navigator.permissions.query({ name: 'geolocation' });
    return { opened, geolocation: permission.state, notification: await Notification.requestPermission() };
  });
  expect(granted).toEqual({ opened: false, geolocation: 'denied', notification: 'denied' });
  expect(page.url()).toBe(before);
  expect(parley.app.windows()).toHaveLength(1);
  parley.takeProblems();
});

test('an engine that dies is started again, and the page is told', async () => {
  const { page, app } = parley;
  await page.evaluate(() => {
    const states: string[] = [];
    Object.assign(globalThis, { states });
    window.parley.onEvent((event) => {
      if (event.type === 'engine') states.push(event.state);
    });
  });
  await app.evaluate(({ app: electron }) => {
    const engine = electron.getAppMetrics().find((process) => process.name === 'Parley engine');
    if (engine === undefined) throw new Error('There is no engine.');
    process.kill(engine.pid, 'SIGKILL');
  });
  await page.waitForFunction(() => (globalThis as unknown as { states: string[] }).states.length === 2);
  expect(await page.evaluate(() => (globalThis as unknown as { states: string[] }).states)).toEqual([
    'stopped',
    'restarted',
  ]);
  expect(await invoke('app.info')).toMatchObject({ ok: true });
});
