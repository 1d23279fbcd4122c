import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { hardenContents } from './security.ts';
import { appStartUrl } from './served-files.ts';
import { isReachable, readWindowState, writeWindowState } from './window-state.ts';

/** The window's colour before its page is drawn: the ground of each theme. */
const ground = { light: '#f6f5f2', dark: '#191817' };

/** Opens the workbench's window where it was when it was last closed. */
export function openWindow(): BrowserWindow {
  const statePath = join(app.getPath('userData'), 'window.json');
  const state = readWindowState(statePath);
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = state.bounds !== null && isReachable(state.bounds, screens) ? state.bounds : null;
  const window = new BrowserWindow({
    ...(bounds ?? { width: 1440, height: 900 }),
    minWidth: 720,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    title: app.name,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      contextIsolation: true,
      // Said for each window: app.enableSandbox() would also undo a --no-sandbox that root cannot do without.
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  hardenContents(window.webContents);
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    writeWindowState(statePath, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    console.error(`The window's process ended (${details.reason}, ${details.exitCode}); the window is loaded again.`);
    window.webContents.reload();
  });
  void window.loadURL(appStartUrl);
  return window;
}
