import { extname } from 'node:path';
import { type MemoAudience, type MemoFormat, memoFormat } from '../../core/api.ts';
import { AppError } from '../../core/error.ts';
import { buildInternalMemo } from '../../core/memo/memo.ts';
import { renderMemo, renderSharedMemo } from '../../core/memo/render-memo.ts';
import type { MemoSource } from '../../core/memo/source.ts';
import type { MatterId } from '../../core/model/ids.ts';
import type { InterfaceLanguage } from '../../core/model/matter.ts';
import type { CallContext, Handlers } from '../context.ts';
import { fileTitle } from '../file-title.ts';
import type { JobContext } from '../jobs.ts';
import { collectMemoSource } from '../memo-source.ts';
import { writeWhole } from '../write-whole.ts';

export const memoHandlers: Handlers<'memo.render' | 'memo.write'> = {
  'memo.render': async (context, { format, ...request }, job) => {
    const { source, bytes } = await makeMemo(context, request, format, job);
    return { fileName: fileNameOf(source, request.audience, request.language, format), bytes };
  },

  'memo.write': async (context, { path, ...request }, job) => {
    const format = memoFormat.safeParse(extname(path).slice(1).toLowerCase());
    if (!format.success) {
      throw new AppError('invalid-input', `${path}: a memo's file ends in .docx, .html or .md.`, {
        details: { file: path },
      });
    }
    const { bytes } = await makeMemo(context, request, format.data, job);
    writeWhole(path, bytes);
    return { path, byteLength: bytes.byteLength };
  },
};

interface MemoRequest {
  readonly matterId: MatterId;
  readonly audience: MemoAudience;
  readonly language: InterfaceLanguage;
}

/** The memo's file, made from one snapshot; what is for the other side goes through the wall in core/memo. */
async function makeMemo(
  { workspace, reader, platform }: CallContext,
  { matterId, audience, language }: MemoRequest,
  format: MemoFormat,
  job: JobContext,
): Promise<{ readonly source: MemoSource; readonly bytes: Uint8Array }> {
  job.progress(0, 'reading');
  await job.checkpoint();
  const source = workspace.reading(() => collectMemoSource(reader, matterId, platform.nowMs()));
  job.progress(0.3, 'saving');
  await job.checkpoint();
  const bytes =
    audience === 'internal'
      ? await renderMemo(buildInternalMemo(source, language), format, platform)
      : await renderSharedMemo(source, language, format, platform);
  job.progress(0.9, 'saving');
  await job.checkpoint();
  return { source, bytes };
}

const kinds: Record<InterfaceLanguage, Record<MemoAudience, string>> = {
  en: { internal: 'internal memo', counterparty: 'position memo' },
  fr: { internal: 'note interne', counterparty: 'note de position' },
};

/** A name that every file system takes. */
function fileNameOf(
  source: MemoSource,
  audience: MemoAudience,
  language: InterfaceLanguage,
  format: MemoFormat,
): string {
  return `${fileTitle(source.matterTitle)} – ${kinds[language][audience]}.${format}`;
}
