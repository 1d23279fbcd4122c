/**
 * HTML that the engine made (a memo, a redline) as PDF, printed by a window that is never shown. It runs no script, lives in a
 * session of its own that is kept only in memory, and can ask for one address: the document's.
 */
import { BrowserWindow, session } from 'electron';
import { refuse } from './protocol.ts';
import { hardenContents, hardenSession } from './security.ts';

const memoUrl = 'parley://memo/';
const memoPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'";

let printed = 0;

/** The pages of a document, its HTML given in UTF-8; paper, margins and page numbers are as its own style says. */
export async function printHtml(html: Uint8Array): Promise<Uint8Array> {
  printed += 1;
  const text = new TextDecoder().decode(html);
  const ownSession = session.fromPartition(`memo-${printed}`, { cache: false });
  hardenSession(ownSession, (url) => url === memoUrl);
  ownSession.protocol.handle('parley', (request) =>
    request.url === memoUrl
      ? new Response(text, {
          headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': memoPolicy },
        })
      : refuse(),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: ownSession,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
      devTools: false,
    },
  });
  hardenContents(window.webContents);
  try {
    await window.loadURL(memoUrl);
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } finally {
    window.destroy();
    ownSession.protocol.unhandle('parley');
  }
}
