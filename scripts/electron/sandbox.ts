/**
 * Chromium's sandbox as a start-up switch. The app's own code never turns it off; what starts the
 * app does, in the one case where Chromium would otherwise refuse to start: as root.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface SandboxFacts {
  readonly isRoot: boolean;
  /** Whether the kernel lets an ordinary user make the name spaces that the sandbox is built from. */
  readonly userNamespaces: boolean;
  /** Whether the helper beside the binary is owned by root and set-uid, the older way. */
  readonly helperIsSetUid: boolean;
  readonly helper: string;
}

export type SandboxChoice =
  | { readonly kind: 'on' }
  | { readonly kind: 'off'; readonly why: string }
  | { readonly kind: 'blocked'; readonly message: string };

/** What to do about the sandbox on this machine. */
export function chooseSandbox(facts: SandboxFacts): SandboxChoice {
  if (facts.isRoot) return { kind: 'off', why: "Running as root, where Chromium's sandbox can't be used" };
  if (facts.userNamespaces || facts.helperIsSetUid) return { kind: 'on' };
  return {
    kind: 'blocked',
    message: `This system keeps ordinary users from Chromium's sandbox. Run this once and try again:\n  sudo chown root:root '${facts.helper}' && sudo chmod 4755 '${facts.helper}'`,
  };
}

/** Looks the facts up. */
export function readSandboxFacts(executable: string): SandboxFacts {
  const helper = join(dirname(executable), 'chrome-sandbox');
  const helperStat = existsSync(helper) ? statSync(helper) : null;
  const onLinux = process.platform === 'linux';
  return {
    isRoot: onLinux && process.getuid?.() === 0,
    userNamespaces:
      !onLinux ||
      (readFlag('/proc/sys/kernel/unprivileged_userns_clone') !== '0' &&
        readFlag('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
        readFlag('/proc/sys/user/max_user_namespaces') !== '0'),
    helperIsSetUid: helperStat !== null && helperStat.uid === 0 && (helperStat.mode & 0o4111) === 0o4111,
    helper,
  };
}

function readFlag(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
