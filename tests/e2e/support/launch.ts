import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const projectFolder = join(import.meta.dirname, '..', '..', '..');
const screenshotFolder = join(projectFolder, '.cache', 'screenshots');

export interface LaunchOptions {
  /** The workspace's folder; a new temporary one when left out, removed by `close`. */
  readonly workspace?: string;
  /** Further arguments for the app. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The running app and its window. */
export interface Parley {
  readonly app: ElectronApplication;
  /** The window's page; after `restart` the new window's. */
  readonly page: Page;
  readonly workspace: string;
  /** Errors and warnings on the page's console since the start, or since this was last called. */
  takeProblems(): string[];
  /** Ends the app and opens it again on the same workspace. */
  restart(): Promise<void>;
  /** Ends the app. Throws when the page's console has shown an error or a warning that was not taken. */
  close(): Promise<void>;
  /** Keeps a picture of the window as `.cache/screenshots/NAME.png`. */
  screenshot(name: string): Promise<void>;
  /** The next dialogs that ask for a file to open answer with this path; `null` as if they were closed. */
  answerOpenDialogs(path: string | null): Promise<void>;
  /** The next dialogs that ask where to save answer with this path; `null` as if they were closed. */
  answerSaveDialogs(path: string | null): Promise<void>;
}

/** Opens the built app in a real Electron. What runs the tests (scripts/test.ts) says which, and gives a display. */
export async function launchParley(options: LaunchOptions = {}): Promise<Parley> {
  const executablePath = process.env.PARLEY_E2E_ELECTRON;
  if (executablePath === undefined) throw new Error('Run the journeys with `npm run test:e2e`.');
  const switches = (process.env.PARLEY_E2E_SWITCHES ?? '').split(' ').filter((text) => text !== '');

  const scratch = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
  const workspace = options.workspace ?? join(scratch, 'workspace');
  const problems: string[] = [];

  const start = async (): Promise<{ app: ElectronApplication; page: Page }> => {
    const app = await _electron.launch({
      executablePath,
      args: [...switches, '--lang=en-US', projectFolder, `--workspace=${workspace}`, ...(options.args ?? [])],
      timeout: 60_000,
      env: { ...environment(), XDG_CONFIG_HOME: join(scratch, 'config'), ...options.env },
    });
    const context = app.context();
    // Without it, waiting for something that never comes ends only with the test's own limit.
    context.setDefaultTimeout(30_000);
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        problems.push(`${message.type()}: ${message.text()}`);
      }
    });
    context.on('weberror', (error) => problems.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    try {
      const page = await app.firstWindow({ timeout: 60_000 });
      await page.waitForLoadState('domcontentloaded');
      return { app, page };
    } catch (error) {
      await app.close();
      throw error;
    }
  };

  let running = await start();
  const takeProblems = (): string[] => problems.splice(0);

  return {
    get app() {
      return running.app;
    },
    get page() {
      return running.page;
    },
    workspace,
    takeProblems,
    restart: async () => {
      await running.app.close();
      running = await start();
    },
    close: async () => {
      await running.app.close();
      rmSync(scratch, { recursive: true, force: true });
      const left = takeProblems();
      if (left.length > 0) throw new Error(`The page's console showed:\n${left.join('\n')}`);
    },
    screenshot: async (name) => {
      mkdirSync(screenshotFolder, { recursive: true });
      await running.page.screenshot({ path: join(screenshotFolder, `${name}.png`) });
    },
    answerOpenDialogs: async (path) => {
      await running.app.evaluate(({ dialog }, answer) => {
        dialog.showOpenDialog = async () => ({ canceled: answer === null, filePaths: answer === null ? [] : [answer] });
      }, path);
    },
    answerSaveDialogs: async (path) => {
      await running.app.evaluate(({ dialog }, answer) => {
        dialog.showSaveDialog = async () => ({ canceled: answer === null, filePath: answer ?? '' });
      }, path);
    },
  };
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
