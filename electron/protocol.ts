import { readFile } from 'node:fs/promises';
import { type Protocol, protocol } from 'electron';
import { contentSecurityPolicy, findServedFile } from './served-files.ts';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'parley', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the window's files, and nothing outside their folder, at parley://app/. */
export function serveApp(target: Protocol, root: string): void {
  target.handle('parley', async (request) => {
    const file = request.method === 'GET' ? findServedFile(root, request.url) : null;
    if (file === null) return refuse();
    const content = await readFile(file.path).catch(() => null);
    if (content === null) return refuse();
    return new Response(content, {
      headers: {
        'content-type': file.contentType,
        'content-security-policy': contentSecurityPolicy,
        'cross-origin-opener-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    });
  });
}

/** What a scheme's handler answers to a request it does not know. */
export function refuse(): Response {
  return new Response(null, { status: 404 });
}
