/**
 * `npm run bench [-- --quick] [-- --only import|compare|start-up]` and `npm run bench:docx [-- --quick]
 * [-- --only 500,cut] [-- --alone]`: run tests/bench, which may use what tests use, in a process of its own.
 */
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { projectFolder } from './project.ts';

const [first, ...others] = process.argv.slice(2);
const isDocx = first === 'docx';
const main = join(projectFolder, 'tests', 'bench', isDocx ? 'docx-main.ts' : 'main.ts');
const { code } = await runCommand(process.execPath, [main, ...(isDocx ? others : process.argv.slice(2))], {
  cwd: projectFolder,
  inherit: true,
});
process.exit(code);
