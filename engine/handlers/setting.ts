import { listSettings, setSetting } from '../../db/setting.ts';
import type { Handlers } from '../context.ts';

export const settingHandlers: Handlers<'setting.list' | 'setting.set'> = {
  'setting.list': ({ reader }) => listSettings(reader),

  'setting.set': (context, { key, value }) => {
    context.write(null, (recorder) => setSetting(recorder, key, value));
    return {};
  },
};
