/**
 * `npm run bench [-- --quick] [-- --only import|compare|start-up]`: runs tests/bench, which may use what tests use,
 * in a process of its own.
 */
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { projectFolder } from './project.ts';

const main = join(projectFolder, 'tests', 'bench', 'main.ts');
const { code } = await runCommand(process.execPath, [main, ...process.argv.slice(2)], {
  cwd: projectFolder,
  inherit: true,
});
process.exit(code);
