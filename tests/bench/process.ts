import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toText } from '../support/generate-contract.ts';
import { makeCase } from './compare-cases.ts';

/**
 * Whole processes side by side: two texts read from disk, compared word by word, the changes written out. The processor
 * time of a process and of all its threads, as the shell counts it. Parley's is bundled first, as it is shipped.
 */
export function benchProcess(pages: number): void {
  console.log(
    `\nWhole processes, ${pages} pages, one edit in twenty clauses: processor time, and the most memory held`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    const { a, b } = makeCase({ pages, change: 'light' });
    const [aFile, bFile, bundle] = ['a.txt', 'b.txt', 'compare.mjs'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(aFile, toText(a));
    writeFileSync(bFile, toText(b));
    const root = join(import.meta.dirname, '../..');
    const source = join(import.meta.dirname, 'compare-process.ts');
    const made = spawnSync(
      join(root, 'node_modules/.bin/rolldown'),
      [source, '--file', bundle, '--platform', 'node', '--format', 'esm'],
      { encoding: 'utf8', cwd: root },
    );
    if (made.status !== 0) throw new Error(`rolldown: ${made.stderr}`);

    const git = processorSeconds(['git', 'diff', '--no-index', '--word-diff', aFile, bFile]);
    const parley = processorSeconds([process.execPath, ...flags, bundle, aFile, bFile]);
    const memory = spawnSync(process.execPath, [...flags, bundle, aFile, bFile, '--memory'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }).stderr.trim();
    console.log(`  git diff --word-diff        ${git.toFixed(3)} s`);
    console.log(`  Parley                      ${parley.toFixed(3)} s, ${Number(memory).toFixed(0)} MB`);
    console.log(`  Parley takes ${(parley / git).toFixed(2)} of git's time (aim: at most 4)`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One short run on two processors: a second thread to clear memory costs more than it saves. */
const flags = ['--single-threaded-gc', '--max-semi-space-size=64'];
const runs = 5;

/** Mean of the user and system time of a command, from the shell's own account. */
function processorSeconds(command: readonly string[]): number {
  const quoted = command.map((part) => `'${part}'`).join(' ');
  const script = `for run in ${Array.from({ length: runs }, (_, run) => run).join(' ')}; do ${quoted} > /dev/null; done; times`;
  const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  const children = stdout.trim().split('\n').at(-1) ?? '';
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => 60 * Number(minutes) + Number(rest),
  );
  return seconds.reduce((sum, each) => sum + each, 0) / runs;
}
