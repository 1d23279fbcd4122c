import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../core/api.ts';
import type { Words } from './words.ts';

export interface MenuOptions {
  readonly words: Words;
  readonly onMac: boolean;
  /** While the app is not packaged, the page can be inspected. */
  readonly isPackaged: boolean;
  readonly send: (command: MenuCommand) => void;
}

/** The application's menu. What acts on a matter is a command that the page carries out. */
export function menuTemplate({ words, onMac, isPackaged, send }: MenuOptions): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };

  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: words.about },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit', label: words.quit },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [
      command(words.newMatter, 'new-matter', 'CmdOrCtrl+N'),
      command(words.import, 'import', 'CmdOrCtrl+O'),
      command(words.certificate, 'certificate', 'CmdOrCtrl+Shift+C'),
      separator,
      command(words.exportDraft, 'export-draft', 'CmdOrCtrl+Shift+E'),
      command(words.exportMemo, 'export-memo', 'CmdOrCtrl+E'),
      command(words.sendDraft, 'send-draft', 'CmdOrCtrl+Shift+S'),
      ...(onMac ? [] : [separator, { role: 'quit', label: words.quit, accelerator: 'Ctrl+Q' } as const]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: words.edit,
    submenu: [
      command(words.undo, 'undo', 'CmdOrCtrl+Z'),
      command(words.redo, 'redo', onMac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
      separator,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      command(words.matters, 'matters', 'CmdOrCtrl+Shift+M'),
      separator,
      command(words.clean, 'view-clean', 'CmdOrCtrl+1'),
      command(words.redline, 'view-redline', 'CmdOrCtrl+2'),
      command(words.ancestry, 'view-ancestry', 'CmdOrCtrl+3'),
      separator,
      command(words.outline, 'toggle-outline', 'CmdOrCtrl+B'),
      command(words.inspector, 'toggle-inspector', 'CmdOrCtrl+I'),
      separator,
      { role: 'resetZoom', label: words.resetZoom },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(isPackaged ? [] : [separator, { role: 'toggleDevTools', label: words.inspectPage } as const]),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: words.help,
    submenu: [{ role: 'about', label: words.about }],
  };
  return onMac ? [appMenu, file, edit, view, { role: 'windowMenu' }, help] : [file, edit, view, help];
}
