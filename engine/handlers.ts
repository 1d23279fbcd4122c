import type { Handlers } from './context.ts';
import { appHandlers } from './handlers/app.ts';
import { askHandlers } from './handlers/ask.ts';
import { clauseHandlers } from './handlers/clause.ts';
import { draftHandlers } from './handlers/draft.ts';
import { fileHandlers } from './handlers/file.ts';
import { historyHandlers } from './handlers/history.ts';
import { jobHandlers } from './handlers/job.ts';
import { matterHandlers } from './handlers/matter.ts';
import { memoHandlers } from './handlers/memo.ts';
import { positionHandlers } from './handlers/position.ts';
import { sampleHandlers } from './handlers/sample.ts';
import { sealHandlers } from './handlers/seal.ts';
import { settingHandlers } from './handlers/setting.ts';
import { termHandlers } from './handlers/term.ts';

/** The handler of every method in the table; one that is missing does not compile. */
export const handlers: Handlers = {
  ...appHandlers,
  ...settingHandlers,
  ...matterHandlers,
  ...fileHandlers,
  ...draftHandlers,
  ...clauseHandlers,
  ...sealHandlers,
  ...askHandlers,
  ...termHandlers,
  ...positionHandlers,
  ...memoHandlers,
  ...historyHandlers,
  ...sampleHandlers,
  ...jobHandlers,
};
