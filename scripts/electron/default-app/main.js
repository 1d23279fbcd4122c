// What a packaged Electron lacks and the official binary brings: loads the app whose folder is
// named on the command line. Awaited at the top, so that `ready` comes after the app's main module ran.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
// biome-ignore lint/style/noRestrictedImports: it runs inside Electron
import { app } from 'electron';

const folderArgument = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folderArgument === undefined) {
  console.error('Name the folder of the app to run.');
  app.exit(1);
} else {
  const folder = resolve(folderArgument);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setAppPath(folder);
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  await import(pathToFileURL(join(folder, manifest.main)).href);
}
