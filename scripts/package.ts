/**
 * `npm run package`: the built app as what users install, in release/. What follows `--` is as for
 * electron-builder: `--linux dir`, `--mac`, `--win`, `--x64`, `--arm64`; without it, this machine's own targets.
 *
 * Where Electron's official binary cannot be downloaded, an unpacked folder for this machine can
 * still be made, from the fallback, to see that the packaged app runs. It is not to be given to anyone.
 */
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Configuration, createTargets, Platform } from 'electron-builder';
import { buildApp } from './build.ts';
import { getElectron, type RunnableElectron } from './electron/get-electron.ts';
import { projectFolder } from './project.ts';

const say = (line: string): void => console.error(line);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    linux: { type: 'boolean' },
    mac: { type: 'boolean' },
    win: { type: 'boolean' },
    x64: { type: 'boolean' },
    arm64: { type: 'boolean' },
  },
});

async function packageApp(): Promise<void> {
  const electron = await getElectron({ programs: [], say });
  await buildApp(say);
  const arch = values.x64 ? 'x64' : values.arm64 ? 'arm64' : null;
  const targets = createTargets(chosenPlatforms(), positionals[0] ?? null, arch);
  const made = await build({
    projectDir: projectFolder,
    targets,
    publish: 'never',
    config: { extends: join(projectFolder, 'electron-builder.yml'), ...(await fallbackConfig(electron)) },
  });
  say(made.length > 0 ? made.join('\n') : `The app is in ${join(projectFolder, 'release')}.`);
}

function chosenPlatforms(): Platform[] {
  const chosen = [
    ...(values.linux ? [Platform.LINUX] : []),
    ...(values.mac ? [Platform.MAC] : []),
    ...(values.win ? [Platform.WINDOWS] : []),
  ];
  return chosen.length > 0 ? chosen : [Platform.current()];
}

/** With the fallback, its folder is packaged, and better-sqlite3's file replaced by the one compiled for it. */
async function fallbackConfig(electron: RunnableElectron): Promise<Configuration> {
  const { sqliteBinding } = electron;
  if (electron.kind === 'official' || sqliteBinding === null) return {};
  say('Packaging the fallback Electron: good for a look at the packaged app on this machine, not for users.');
  return {
    electronDist: electron.distFolder,
    electronVersion: electron.version,
    afterPack: async ({ appOutDir }) => {
      const prebuilds = 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds';
      await copyFile(sqliteBinding, join(appOutDir, prebuilds, `${process.platform}-${process.arch}.node`));
      // The default app, which the packaged one takes the place of.
      await rm(join(appOutDir, 'resources', 'app'), { recursive: true });
    },
  };
}

await packageApp();
