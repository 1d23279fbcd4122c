import { escapeHtml } from './html-text.ts';

/**
 * The lines of the head of a page that needs no other file, runs nothing, and tells nobody where it was opened from. `style`
 * is CSS; `styleSource` is what the page's policy lets style it, such as the hash of `style`.
 */
export function htmlHead(title: string, style: string, styleSource = "'unsafe-inline'"): string[] {
  const policy = `default-src 'none'; style-src ${styleSource}; base-uri 'none'; form-action 'none'`;
  return [
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
  ];
}
