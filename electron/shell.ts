/** What the shell does for its window: everything that needs a dialog, so that no path reaches the page. */
import { basename, extname } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { z } from 'zod';
import { type ShellMethodName, type ShellOutput, shellApi } from '../core/api.ts';
import { AppError, type Reply, refusal } from '../core/error.ts';
import { writeWhole } from '../engine/write-whole.ts';
import type { EngineHost } from './engine-host.ts';
import { printHtml } from './memo-pdf.ts';
import { type Language, languageOf, words } from './words.ts';

type ParsedInput<N extends ShellMethodName> = z.output<(typeof shellApi)[N]['input']>;
type Handlers = { readonly [N in ShellMethodName]: (input: ParsedInput<N>) => Promise<ShellOutput<N>> };

export interface ShellContext {
  readonly engine: EngineHost;
  readonly window: () => BrowserWindow;
  readonly language: () => Language;
  readonly setLanguage: (language: Language) => void;
}

/** The language the user chose before, else the system's. */
export async function startLanguage(engine: EngineHost): Promise<Language> {
  const chosen = (await engine.ask('setting.list', {})).language;
  return chosen === 'en' || chosen === 'fr' ? chosen : languageOf(app.getLocale());
}

/** One handler a method of `shellApi`. */
export function shellHandlers({ engine, window, language, setLanguage }: ShellContext): Handlers {
  /** The path that the user chose for a file of that ending, or `null`. */
  async function askWhereToSave(fileName: string, ending: string, title: string): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(window(), {
      title,
      defaultPath: `${basename(fileName, extname(fileName))}.${ending}`,
      filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return canceled || !filePath ? null : filePath;
  }

  return {
    'shell.start': async () => {
      const chosen = await startLanguage(engine);
      setLanguage(chosen);
      const { matterId } = await engine.ask('sample.ensure', { language: chosen });
      return { language: chosen, matterId, platform: process.platform };
    },

    'shell.setLanguage': async (input) => {
      setLanguage(input.language);
      return {};
    },

    'shell.chooseDraft': async () => {
      const say = words[language()];
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        title: say.chooseDraft,
        properties: ['openFile'],
        filters: [
          { name: say.contracts, extensions: ['docx', 'md', 'txt'] },
          { name: say.allFiles, extensions: ['*'] },
        ],
      });
      const path = filePaths[0];
      if (canceled || path === undefined) return null;
      return engine.ask('file.stage', { path });
    },

    'shell.saveExport': async ({ format, ...request }) => {
      const exported = await engine.ask('draft.export', { ...request, format: format === 'pdf' ? 'html' : format });
      const ending = format === 'docx' ? extname(exported.fileName).slice(1) : format;
      const filePath = await askWhereToSave(exported.fileName, ending, words[language()].saveExport);
      if (filePath === null) return null;
      const bytes = format === 'pdf' ? await printHtml(exported.bytes) : exported.bytes;
      writeWhole(filePath, bytes);
      return { fileName: basename(filePath), byteLength: bytes.byteLength, report: exported.report };
    },

    'shell.saveCertificate': async (request) => {
      const { fileName, bytes } = await engine.ask('draft.renderCertificate', request);
      const filePath = await askWhereToSave(fileName, 'html', words[language()].saveCertificate);
      if (filePath === null) return null;
      writeWhole(filePath, bytes);
      return { fileName: basename(filePath), byteLength: bytes.byteLength };
    },

    'shell.saveMemo': async ({ format, ...request }) => {
      const rendered = await engine.ask('memo.render', { ...request, format: format === 'pdf' ? 'html' : format });
      const filePath = await askWhereToSave(rendered.fileName, format, words[language()].saveMemo);
      if (filePath === null) return null;
      const bytes = format === 'pdf' ? await printHtml(rendered.bytes) : rendered.bytes;
      writeWhole(filePath, bytes);
      return { fileName: basename(filePath), byteLength: bytes.byteLength };
    },
  };
}

/** Runs one call of the page: its name and input are checked here, and whatever goes wrong becomes a reply. */
export async function callShell(handlers: Handlers, name: unknown, input: unknown): Promise<Reply<unknown>> {
  try {
    if (typeof name !== 'string' || !Object.hasOwn(shellApi, name)) {
      throw new AppError('unknown-method', `There is no method ${String(name)}.`, {
        details: { method: String(name) },
      });
    }
    const method = name as ShellMethodName;
    const parsed = shellApi[method].input.safeParse(input);
    if (!parsed.success) {
      throw new AppError(
        'invalid-input',
        `${method}: ${parsed.error.issues[0]?.message ?? 'the input does not fit'}.`,
        {
          cause: parsed.error,
          details: { method },
        },
      );
    }
    const handler = handlers[method] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(parsed.data) };
  } catch (error) {
    if (error instanceof AppError) {
      return refusal(error);
    }
    console.error(`${String(name)} failed:`, error);
    return refusal({ code: 'internal', message: `${String(name)} failed inside Parley.`, details: {} });
  }
}
