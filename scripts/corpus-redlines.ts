/**
 * `npm run corpus:redlines [-- --verbose] [-- --only SUBSTRING] [-- --no-office]`: runs tests/redline-corpus, which may use what
 * tests use, in a process of its own.
 */
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { projectFolder } from './project.ts';

const main = join(projectFolder, 'tests', 'redline-corpus', 'main.ts');
const { code } = await runCommand(process.execPath, [main, ...process.argv.slice(2)], {
  cwd: projectFolder,
  inherit: true,
});
process.exitCode = code;
