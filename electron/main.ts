/** The desktop shell: one window on one workspace, and the engine in a process of its own. */
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { channels, type ShellNotice } from './channels.ts';
import { EngineHost } from './engine-host.ts';
import { menuTemplate } from './menu.ts';
import { registerAppScheme, serveApp } from './protocol.ts';
import { allowsAppRequest, hardenSession, isFromPageOf, shutNetwork } from './security.ts';
import { callShell, shellHandlers } from './shell.ts';
import { openWindow } from './window.ts';
import { type Language, languageOf, words } from './words.ts';
import { findNamedWorkspace, userDataOf } from './workspace-folder.ts';

const named = findNamedWorkspace(process.argv, process.env);
if (named !== null) app.setPath('userData', userDataOf(named, app.getPath('userData')));
const workspace = named ?? join(app.getPath('userData'), 'workspace');

registerAppScheme();
shutNetwork();

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(run, fail).catch(fail);
} else {
  app.quit();
}

function run(): void {
  let window: BrowserWindow | null = null;
  let language: Language = languageOf(app.getLocale());

  hardenSession(session.defaultSession, allowsAppRequest);
  serveApp(protocol, join(import.meta.dirname, '..', 'renderer'));

  const notify = (notice: ShellNotice): void => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(channels.notice, notice);
  };
  const connect = (): void => {
    const port = engine.openPort();
    if (port === null) notify({ type: 'engine-stopped', message: 'The engine is not running.' });
    else window?.webContents.postMessage(channels.port, null, [port]);
  };
  const engine = new EngineHost({
    workspace,
    onStopped: (message) => {
      notify({ type: 'engine-stopped', message });
      notify({ type: 'event', event: { type: 'engine', state: 'stopped', message } });
    },
    onRestarted: () => {
      connect();
      notify({ type: 'event', event: { type: 'engine', state: 'restarted', message: 'The engine is running again.' } });
    },
  });

  const setLanguage = (chosen: Language): void => {
    language = chosen;
    const template = menuTemplate({
      words: words[language],
      onMac: process.platform === 'darwin',
      isPackaged: app.isPackaged,
      send: (command) => notify({ type: 'event', event: { type: 'menu', command } }),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  setLanguage(language);

  const handlers = shellHandlers({
    engine,
    window: () => openedWindow(window),
    language: () => language,
    setLanguage,
  });
  ipcMain.handle(channels.call, (event, name: unknown, input: unknown) => {
    if (window === null || !isFromPageOf(window.webContents, event)) throw new Error('Not from the workbench.');
    return callShell(handlers, name, input);
  });
  ipcMain.on(channels.connect, (event) => {
    if (window !== null && isFromPageOf(window.webContents, event)) connect();
  });

  const open = (): void => {
    window = openWindow();
    window.once('closed', () => {
      window = null;
    });
  };
  open();
  app.on('activate', () => {
    if (window === null) open();
  });
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void engine.close().then(() => {
      isClosed = true;
      app.quit();
    });
  });
}

function openedWindow(window: BrowserWindow | null): BrowserWindow {
  if (window === null) throw new Error('There is no window.');
  return window;
}

/** What goes wrong before there is a window can only be said in a dialog and on the terminal. */
function fail(error: unknown): void {
  console.error(error);
  dialog.showErrorBox('Parley', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
