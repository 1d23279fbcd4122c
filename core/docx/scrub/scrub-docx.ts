import type { SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { openPackage } from '../package.ts';
import { type ScrubChoice, type ScrubChoices, scrubChoices } from './choices.ts';
import { CommentScrubber } from './comments.ts';
import { findNames } from './find-names.ts';
import { nameHeadersNotShown } from './headers-not-shown.ts';
import { ScrubLedger, type ScrubReport } from './report.ts';
import type { ScrubJob } from './scrub-job.ts';
import { scrubParts } from './scrub-package.ts';
import { verifyScrub } from './verify-scrub.ts';
import { mainContentType, writePackage } from './write-package.ts';

/** A scrubbed file, and what was done to it. */
export interface Scrubbed {
  readonly bytes: Uint8Array;
  readonly report: ScrubReport;
}

/**
 * Takes out of a Word document what its words do not say: who, when, where from, and what a reader does not see.
 *
 * It goes by what may stay, wherever that can be said: parts are reached through relationships and everything else is
 * gone, entries are packed anew, of a picture only the chunks that are known to matter are copied, a field stays when it
 * is one that readers need. For elements and attributes of WordprocessingML that cannot be said, because there
 * are thousands and most carry the text; there the rules name what goes. What may tell something and stays is in the
 * report with the reason.
 *
 * To print and read again with another program was turned down: it would lose the redline with the rest.
 *
 * Throws what `openPackage` throws, also for damage in parts that reading never opens, and `law-broken` when
 * the words would not be the same. The same input gives the same bytes.
 */
export function scrubDocx(file: SourceFile, choices: ScrubChoices, platform: Platform): Scrubbed {
  const docx = openPackage(file, platform);
  const ledger = new ScrubLedger();
  const job: ScrubJob = {
    docx,
    choices,
    ledger,
    removes: (choice) => choices.remove.has(choice),
    comments: new CommentScrubber(docx, choices, ledger),
    cited: { footnote: new Set(), endnote: new Set(), comment: new Set(), hiddenNotes: new Set() },
    hiddenParagraphs: new Map(),
    sections: [],
    names: new Set(),
    trackedChanges: 0,
    privacy: { removePersonalInformation: false, removeDateAndTime: false, cleared: false },
  };
  const scrubbed = scrubParts(job, platform);
  const bytes = writePackage(file, job, scrubbed, platform);
  verifyScrub(file, bytes, job, platform);
  nameHeadersNotShown(job);
  findNames(job, scrubbed.texts);
  return {
    bytes,
    report: {
      removed: ledger.listRemoved(),
      left: ledger.listLeft(),
      kept: scrubChoices.filter((choice: ScrubChoice) => !choices.remove.has(choice)),
      trackedChanges: job.trackedChanges,
      privacy: job.privacy,
      extension: mainContentType(docx).includes('template') ? 'dotx' : 'docx',
    },
  };
}
