/**
 * Parts keep the name of the file they came from in some programs (`word/media/Office of J. Doe.png`). A name that Word or
 * LibreOffice would give a part says nothing; any other is replaced.
 */
const usualFolder =
  /^(?:|docProps\/|docMetadata\/|customXml\/|word\/(?:glossary\/)?(?:|theme\/|media\/|embeddings\/|charts\/|diagrams\/|drawings\/|ink\/|fonts\/|activeX\/))$/i;
const usualBase =
  /^(?:document|styles|stylesWithEffects|numbering|settings|webSettings|fontTable|theme|themeOverride|footnotes|endnotes|header|footer|comments|commentsExtended|commentsIds|commentsExtensible|people|image|hdphoto|media|oleObject|chart|chartEx|colors|style|drawing|data|layout|quickStyle|font|ink|item|itemProps|core|app|custom|LabelInfo|activeX|afchunk|printerSettings|recipientData|part|rId|Microsoft_(?:Office_)?(?:Excel|Word|PowerPoint|Visio)_[A-Za-z_]{0,40}[A-Za-z])\d{0,6}\.[a-z0-9]{1,5}$/i;

/** New names by old ones, for parts whose names are not the usual. `taken`: all names, in lower case. */
export function neutralNames(parts: Iterable<string>, taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const used = new Set(taken);
  let number = 0;
  for (const part of parts) {
    const slash = part.lastIndexOf('/') + 1;
    if (part.slice(0, slash).endsWith('_rels/')) continue;
    if (usualFolder.test(part.slice(0, slash)) && usualBase.test(part.slice(slash))) continue;
    const extension = /\.[a-z0-9]{1,5}$/i.exec(part)?.[0].toLowerCase() ?? '.bin';
    let name: string;
    do {
      number += 1;
      name = `word/media/part${number}${extension}`;
    } while (used.has(name.toLowerCase()));
    used.add(name.toLowerCase());
    renamed.set(part, name);
  }
  return renamed;
}

/** A reference from one part to another (ECMA-376 part 2, 6.5.3); the package itself is the empty string. */
export function relativeReference(source: string, target: string): string {
  const from = source.split('/').slice(0, -1);
  const to = target.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared).map(encodeURIComponent)].join('/');
}
