import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the walkthrough of the README runs as it stands there', { timeout: 120_000 }, () => {
  const script = readFileSync('docs/walkthrough.sh', 'utf8');
  const commands = script.slice(script.indexOf('matter=$('));
  expect(readFileSync('README.md', 'utf8')).toContain(commands.trim());

  const workspace = mkdtempSync(join(tmpdir(), 'parley-walkthrough-'));
  try {
    execFileSync('sh', ['docs/walkthrough.sh'], {
      env: { ...process.env, PARLEY_WORKSPACE: workspace },
      stdio: 'pipe',
    });
    expect(readdirSync(workspace)).toEqual(expect.arrayContaining(['internal.docx', 'counterparty.html', 'parley.db']));
    expect(readFileSync(join(workspace, 'counterparty.html'), 'utf8')).not.toContain(
      'Mass domestic surveillance, in any wording',
    );
  } finally {
    rmSync(workspace, { recursive: true });
  }
});
