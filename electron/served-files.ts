import { extname, join, normalize, sep } from 'node:path';

/** The one origin there is: everything the window loads comes from it. */
export const appOrigin = 'parley://app';
export const appStartUrl = `${appOrigin}/index.html`;

/**
 * What a page of the window may do: run the scripts, styles and fonts of its own origin, and show
 * pictures from it or from its own data. It may connect to nothing.
 *
 * ProseMirror parses what is pasted through a Trusted Types policy of this name; nothing else may
 * turn text into markup.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types ProseMirrorClipboard',
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface ServedFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file under `root` that a URL of the app's origin names, or `null` when it names none: another
 * origin, a path that leads out of the folder in any spelling, or a type the window has no use for.
 */
export function findServedFile(root: string, url: string): ServedFile | null {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== 'parley:' || parsed.host !== 'app') return null;
  const name = decodePath(parsed.pathname);
  if (name === null || /[\\\0:]|\/$/.test(name) || name.split('/').includes('..')) return null;
  const path = normalize(join(root, name));
  const contentType = contentTypes[extname(path)];
  if (contentType === undefined || !path.startsWith(normalize(root + sep))) return null;
  return { path, contentType };
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
