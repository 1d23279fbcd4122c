/**
 * `npm start`: builds what changed, gets an Electron, opens the workbench and ends with its exit
 * code. What follows `--` goes to the app, such as `npm start -- --workspace=FOLDER`.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { buildApp } from './build.ts';
import { exitCodeOf } from './command.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { getElectron } from './electron/get-electron.ts';
import { chooseSandbox, readSandboxFacts } from './electron/sandbox.ts';
import { projectFolder } from './project.ts';

const say = (line: string): void => console.error(line);

async function start(): Promise<number> {
  const needsVirtualDisplay = !hasDisplay();
  const electron = await getElectron({ programs: needsVirtualDisplay ? ['Xvfb'] : [], say });
  await buildApp(say);

  const sandbox = chooseSandbox(readSandboxFacts(electron.executable));
  if (sandbox.kind === 'blocked') throw new Error(sandbox.message);
  const switches: string[] = [];
  if (sandbox.kind === 'off') {
    say(`${sandbox.why}: opening without it (--no-sandbox).`);
    switches.push('--no-sandbox');
  }
  const env = { ...process.env };
  if (electron.sqliteBinding !== null) env.PARLEY_SQLITE_BINDING = electron.sqliteBinding;
  if (!env.DISPLAY && env.WAYLAND_DISPLAY) switches.push('--ozone-platform-hint=auto');
  if (needsVirtualDisplay) {
    const display = await startVirtualDisplay();
    env.DISPLAY = display.name;
    switches.push('--log-level=3');
    say(`There is no display here: Parley runs on a virtual one (${display.name}). Ctrl-C ends it.`);
  }
  return runApp(electron.executable, [...switches, projectFolder, ...process.argv.slice(2)], env);
}

function runApp(executable: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const app = spawn(executable, args, { env, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        app.kill(constants.signals[signal]);
      });
    }
    app.once('error', reject);
    app.once('close', (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}

try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();
