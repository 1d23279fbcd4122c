import { canonicalPrefix } from '../namespaces.ts';
import type { DocxPackage } from '../package.ts';
import { escapeAttribute } from '../xml-writer.ts';

/**
 * Makes the parts of A fit to be written into; what they say stays the same, and a part in which nothing changes is not written at all.
 *
 * - Attributes need a prefix: a part that uses WordprocessingML as its default namespace only gets one declared.
 * - An empty body or note that is written as one tag gets an end tag, so that something can stand in it.
 */
export function prepareForWriting(docx: DocxPackage): void {
  for (const part of docx.listStoryParts()) {
    const text = docx.getText(part);
    const prepared = withEndTags(withPrefix(text, docx.rootNamespaces(part)));
    if (prepared !== text) docx.setText(part, prepared);
  }
}

function withPrefix(text: string, namespaces: ReadonlyMap<string, string>): string {
  const own = Array.from(namespaces).filter(([, uri]) => canonicalPrefix(uri) === 'w');
  const [first] = own;
  if (first === undefined || own.some(([prefix]) => prefix !== '')) return text;
  let prefix = 'w';
  for (let number = 1; namespaces.has(prefix); number++) prefix = `w${number}`;
  // The root is the first tag that is neither a declaration nor a comment.
  const root = /<[^\s?!/>][^\s/>]*/.exec(text.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length)));
  if (root === null) return text;
  const at = root.index + root[0].length;
  return `${text.slice(0, at)} xmlns:${prefix}="${escapeAttribute(first[1])}"${text.slice(at)}`;
}

function withEndTags(text: string): string {
  // The names first, which takes a third of the time, and mostly there is no such tag.
  if (!/(?:body|footnote|endnote)(?:\s[^<>]*)?\/>/.test(text)) return text;
  return text.replace(
    /<((?:[^\s/>:]+:)?(?:body|footnote|endnote))((?:\s[^<>]*?)?)\s*\/>/g,
    (tag, name: string, attributes: string) =>
      /\bid\s*=/.test(attributes) || name.endsWith('body') ? `<${name}${attributes}></${name}>` : tag,
  );
}
