import type { Relationship } from '../package.ts';
import type { ScrubChoice, ScrubKind } from './choices.ts';
import { commentParts } from './comments.ts';
import { isLocalPath, isNetworkAddress } from './paths.ts';
import type { ScrubJob } from './scrub-job.ts';

/** What parts belong to, by the type of the relationship that leads to them, in lower case and without hyphens. */
const byType = new Map<string, ScrubKind>([
  ['thumbnail', 'thumbnails'],
  ['classificationlabels', 'properties'],
  ['customxml', 'custom-xml'],
  ['customxmlprops', 'custom-xml'],
  ['people', 'authors'],
  ['glossarydocument', 'glossary'],
  ['websettings', 'web-settings'],
  ['attachedtemplate', 'paths'],
  ['mailmergesource', 'paths'],
  ['mailmergeheadersource', 'paths'],
  ['mailmergerecipientdata', 'paths'],
  ['recipientdata', 'paths'],
  ['printersettings', 'paths'],
  ['transform', 'paths'],
  ['subdocument', 'paths'],
  ['font', 'embedded-fonts'],
  ['oleobject', 'embedded-objects'],
  ['package', 'embedded-objects'],
  ['control', 'embedded-objects'],
  ['vbaproject', 'macros'],
  ['wordvbadata', 'macros'],
  ['keymapcustomizations', 'macros'],
  ['attachedtoolbars', 'macros'],
  ['extensibility', 'macros'],
  ['webextensiontaskpanes', 'macros'],
  ['webextension', 'macros'],
  ['origin', 'signatures'],
  ['signature', 'signatures'],
  ['certificate', 'signatures'],
]);

/** Types whose parts count although nothing in the source names the relationship (ECMA-376 part 1, 11.3; [MS-DOCX] 2.1). */
const implicit: ReadonlySet<string> = new Set(
  `officedocument coreproperties extendedproperties customproperties thumbnail classificationlabels styles
  styleswitheffects numbering settings fonttable theme themeoverride footnotes endnotes comments commentsextended
  commentsids commentsextensible documenttasks people glossarydocument websettings customxml customxmlprops chartstyle
  chartcolorstyle diagramdrawing activexcontrolbinary`.split(/\s+/),
);

const documentProperties: ReadonlySet<string> = new Set(['coreproperties', 'extendedproperties', 'customproperties']);

const inkContentType = 'application/inkml+xml';

/** Strict and Transitional write some types differently. */
export function foldType(type: string): string {
  return type.replaceAll('-', '').toLowerCase();
}

export function isDocumentProperties(relationship: Relationship): boolean {
  return documentProperties.has(foldType(relationship.type));
}

/** Whether the relationship is kept only when the source's content names it. */
export function isExplicit(relationship: Relationship, contentType: string): boolean {
  return !implicit.has(foldType(relationship.type)) || contentType === inkContentType;
}

/** Why a relationship goes whatever its source says, or `null`. `contentType`: its target's. */
export function whyDropped(job: ScrubJob, relationship: Relationship, contentType: string): ScrubKind | null {
  const type = foldType(relationship.type);
  const { external, target } = relationship;
  if (commentParts.has(relationship.type)) {
    const goes = job.removes('comments') && (job.comments.removesAll || type === 'documenttasks');
    return goes ? 'comments' : null;
  }
  if (contentType === inkContentType) return null;
  const kind = byType.get(type) ?? null;
  // A linked object is fetched anew from where it was; a picture on a network may be all there is of it.
  if (external && kind === 'embedded-objects' && job.removes('paths')) return 'paths';
  if (kind === 'macros' || kind === 'signatures') return kind;
  if (kind !== null && job.removes(kind as ScrubChoice)) return kind;
  if (!external || !job.removes('paths')) return null;
  if (type === 'hyperlink') return isNetworkAddress(target) && !isLocalPath(target) ? null : 'paths';
  return isNetworkAddress(target) ? null : 'paths';
}
