/** `npm run truth:alignment [-- --verbose]`: runs tests/truth/alignment, which may use what tests use. */
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { projectFolder } from './project.ts';

const main = join(projectFolder, 'tests', 'truth', 'alignment', 'main.ts');
const { code } = await runCommand(process.execPath, [main, ...process.argv.slice(2)], {
  cwd: projectFolder,
  inherit: true,
});
process.exit(code);
