/**
 * What Electron, a display, the compiler and the second opinion on redlines need from the system on Debian and its relatives.
 *
 * What is missing is found by looking, not by asking the package manager what is installed: `ldd`
 * on the binary for libraries, the search path for programs. Only when something is missing is
 * apt-get run (as root) or its exact line printed. The lists are the shortest that worked on a bare
 * Debian; the libraries not named come with those that are.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lastLines, runCommand } from './command.ts';

/** Shared libraries by the package that brings them, and those they need, along. */
const electronPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

const packageOfProgram = {
  Xvfb: 'xvfb',
  python3: 'python3',
  make: 'make',
  'g++': 'g++',
  // Without windows: half the size, and nothing of it is shown.
  soffice: 'libreoffice-writer-nogui',
} as const;

export type Program = keyof typeof packageOfProgram;

export interface SystemNeeds {
  /** An Electron binary whose libraries must all be there. */
  readonly electron?: string;
  readonly programs: readonly Program[];
}

/** Thrown when something is missing that this user cannot install; its message is the line to run. */
export class SystemPackagesMissing extends Error {}

/**
 * Installs what is missing, or throws `SystemPackagesMissing` with what to run. Answers the names
 * of the packages installed, usually none.
 */
export async function ensureSystemPackages(needs: SystemNeeds, say: (line: string) => void): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const libraries = needs.electron === undefined ? [] : await missingLibraries(needs.electron);
  const programs = needs.programs.filter((program) => !isOnPath(program));
  if (libraries.length === 0 && programs.length === 0) return [];

  const missing = [...libraries, ...programs].join(', ');
  if (!existsSync('/usr/bin/apt-get')) {
    throw new SystemPackagesMissing(
      `Missing on this system: ${missing}. Install them with its package manager and try again.`,
    );
  }
  const wanted = [
    ...(libraries.length > 0 ? electronPackages : []),
    ...programs.map((program) => packageOfProgram[program]),
  ];
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await runApt(['update']);
  const packages = await Promise.all(wanted.map(nameHere));
  if (!isRoot) {
    throw new SystemPackagesMissing(
      `Missing on this system: ${missing}. Run this and try again:\n  sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    );
  }
  say(`Installing system packages: ${packages.join(' ')}`);
  await runApt(['install', '-y', '--no-install-recommends', ...packages]);
  const stillMissing = needs.electron === undefined ? [] : await missingLibraries(needs.electron);
  if (stillMissing.length > 0) {
    throw new SystemPackagesMissing(
      `After installing ${packages.join(' ')}, still missing: ${stillMissing.join(', ')}.`,
    );
  }
  return packages;
}

/** The shared libraries a binary needs and the system lacks, by file name. */
export async function missingLibraries(binary: string): Promise<string[]> {
  const { output } = await runCommand('ldd', [binary]).catch((error: Error) => {
    throw new Error(`Could not look up the libraries of ${binary}: ${error.message}`);
  });
  return parseMissingLibraries(output);
}

/** Reads ldd's lines of the form `libgtk-3.so.0 => not found`. */
export function parseMissingLibraries(output: string): string[] {
  return [...new Set([...output.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? ''))];
}

/** Whether a program is on the search path. */
export function isOnPath(program: string, path: string = process.env.PATH ?? ''): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Newer releases add `t64` to the names of some libraries. */
async function nameHere(name: string): Promise<string> {
  if (await hasCandidate(`${name}t64`)) return `${name}t64`;
  return name;
}

async function hasCandidate(name: string): Promise<boolean> {
  const { output } = await runCommand('apt-cache', ['policy', name]);
  return /^\s*Candidate: (?!\(none\))/m.test(output);
}

async function runApt(args: readonly string[]): Promise<void> {
  const result = await runCommand('apt-get', ['-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.code !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${lastLines(result.output, 10)}`);
}
