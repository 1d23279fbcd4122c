import type { MatterId } from '../../core/model/ids.ts';
import type { InterfaceLanguage } from '../../core/model/matter.ts';
import { hasEverHadMatter } from '../../db/change-log.ts';
import type { Handlers } from '../context.ts';
import { readSample } from '../sample-files.ts';
import { saveSample } from '../save-sample.ts';

export const sampleHandlers: Handlers<'sample.create' | 'sample.ensure'> = {
  'sample.create': async (context, { language }, job) => {
    job.progress(0, 'reading');
    await job.checkpoint();
    const sample = readSample(context.services.sampleDir, language);
    const matterId = context.platform.newId() as MatterId;
    context.write(matterId, (recorder) => saveSample(recorder, matterId, sample, context.platform), 'create');
    return { matterId };
  },

  'sample.ensure': async (context, { language }, job) => {
    job.progress(0, 'reading');
    await job.checkpoint();
    const other: InterfaceLanguage = language === 'en' ? 'fr' : 'en';
    // The one in the user's language is made last, so that it stands first among the matters.
    const samples = [other, language].map((name) => readSample(context.services.sampleDir, name));
    return context.workspace.atomically(() => {
      let matterId: MatterId | null = null;
      if (hasEverHadMatter(context.reader)) return { matterId };
      for (const sample of samples) {
        const id = context.platform.newId() as MatterId;
        context.write(id, (recorder) => saveSample(recorder, id, sample, context.platform), 'create');
        matterId = id;
      }
      return { matterId };
    });
  },
};
