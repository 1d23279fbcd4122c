/** A line of a text file, outer white space left out. `from` and `to` are UTF-16 offsets in the decoded text. */
export interface TextLine {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Characters before the text, a tab counting as one. */
  readonly indent: number;
  /** A paragraph starts here whatever the line says: after a blank line, a form feed or a cut. */
  readonly afterGap: boolean;
}

/**
 * Line ends are `\n`, `\r\n`, `\r`, and what word processors write for a line break inside a
 * paragraph; form feeds and paragraph separators also end a paragraph.
 */
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** The lines that hold more than white space. */
export function textLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let gap = true;
  const add = (from: number, to: number): void => {
    const raw = text.slice(from, to);
    const trimmed = raw.trim();
    if (trimmed === '') {
      gap = true;
      return;
    }
    const indent = raw.length - raw.trimStart().length;
    lines.push({
      text: trimmed,
      from: from + indent,
      to: from + indent + trimmed.length,
      indent,
      afterGap: gap,
    });
    gap = false;
  };
  let from = 0;
  for (const match of text.matchAll(lineEnd)) {
    add(from, match.index);
    from = match.index + match[0].length;
    if (match[0] === '\f' || match[0] === '\u2029') gap = true;
  }
  add(from, text.length);
  return lines;
}
