import { CommentParts } from '../../core/docx/comments/comment-parts.ts';
import { openPackage } from '../../core/docx/package.ts';
import { PackageMerger } from '../../core/docx/redline/package-merger.ts';
import { applySplices, type Splice } from '../../core/docx/splices.ts';
import { rewriteZip } from '../../core/docx/write-zip.ts';
import { encodeXml, type XmlElement } from '../../core/docx/xml.ts';
import { PartNames } from '../../core/docx/xml-writer.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { SeededRandom } from './seeded-random.ts';

/** The file with comments over random stretches of whole runs, in one paragraph or over several. */
export function withRandomComments(file: SourceFile, seed: number, count: number): SourceFile {
  const docx = openPackage(file, nodePlatform);
  const runs = runsIn(docx.getXml(docx.mainPart));
  if (runs.length === 0) return file;
  const random = new SeededRandom(seed);
  const names = new PartNames(docx.rootNamespaces(docx.mainPart));
  const merger = new PackageMerger(docx, docx, nodePlatform);
  const parts = new CommentParts(docx, merger);
  const splices: Splice[] = [];
  const mark = (name: string, id: number) => `<${names.get(name)} ${names.get('w:id')}="${id}"/>`;
  for (let id = 500; id < 500 + count; id++) {
    const first = random.below(0, runs.length);
    const start = runs[first] as XmlElement;
    const end = runs[Math.min(runs.length - 1, first + random.below(0, 6))] as XmlElement;
    const run = names.get('w:r');
    const reference = `<${run}>${mark('w:commentReference', id)}</${run}>`;
    splices.push({ from: start.from, to: start.from, text: mark('w:commentRangeStart', id) });
    splices.push({ from: end.to, to: end.to, text: mark('w:commentRangeEnd', id) + reference });
    const [p, r, t] = ['w:p', 'w:r', 'w:t'].map((name) => parts.names.get(name));
    const content = `<${p}><${r}><${t}>comment ${id}</${t}></${r}></${p}>`;
    parts.add({ id: String(id), author: 'the Department', initials: null, date: '2026-02-01T08:00:00Z', content });
  }
  const changes = new Map<string, Uint8Array>();
  for (const [part, added] of parts.write()) {
    changes.set(part, encodeXml(applySplices(docx.getText(part), added), nodePlatform));
  }
  for (const [part, data] of merger.changes()) changes.set(part, data);
  changes.set(docx.mainPart, encodeXml(applySplices(docx.getText(docx.mainPart), splices), nodePlatform));
  return { name: file.name, bytes: rewriteZip(docx.archive, changes, nodePlatform) };
}

/** Those in the body itself: what is in a run, such as a text box, is not looked into. */
function runsIn(element: XmlElement): XmlElement[] {
  if (element.name === 'w:r') return [element];
  const runs: XmlElement[] = [];
  for (let child = element.first; child !== null; child = child.next) runs.push(...runsIn(child));
  return runs;
}
