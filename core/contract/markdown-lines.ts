/**
 * What Markdown files of contracts hold that is no Markdown for a parser: metadata before the text, comments, and headings
 * without the space after `#`. It is blanked or mended line by line, so that line numbers stay those of the file.
 */

/** The text with metadata and comments left out; it has exactly as many lines as `text`, whose line ends must be `\n`. */
export function preparedMarkdown(text: string): string {
  const lines = withoutComments(text).split('\n');
  const frontMatter = frontMatterLength(lines);
  for (let i = 0; i < frontMatter; i += 1) lines[i] = '';
  return lines.map(mendedLine).join('\n');
}

function mendedLine(line: string): string {
  if (line.startsWith('#')) return line.replace(/^(#{1,6})(?=[^#\s\d])/, '$1 ');
  // "**Between the parties **" is bold to everyone but a parser.
  return line.length < 300 && line.startsWith('**') ? line.replace(/^\*\*([^*]*[^*\s])\s+\*\*\s*$/, '**$1**') : line;
}

/**
 * Lines of YAML between `---` at the very start. What stands between two rules and is no YAML is a
 * contract that begins with a rule, and stays.
 */
function frontMatterLength(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const longest = Math.min(lines.length, 200);
  for (let i = 1; i < longest; i += 1) {
    const line = (lines[i] ?? '').trimEnd();
    if (line === '---' || line === '...') return i > 1 ? i + 1 : 0;
    const isYaml = line === '' || /^[A-Za-z_][\w.-]*\s*:(?:\s|$)/.test(line) || /^\s+\S|^-\s|^#/.test(line);
    if (!isYaml) return 0;
  }
  return 0;
}

/** HTML comments show nowhere; their line ends stay. */
function withoutComments(text: string): string {
  if (!text.includes('<!--')) return text;
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start === -1 ? -1 : text.indexOf('-->', start + 4);
    if (end === -1) return kept + text.slice(from);
    kept += text.slice(from, start) + text.slice(start, end + 3).replace(/[^\n]/g, '');
    from = end + 3;
  }
}

/**
 * Whether a line such as `[1]: https://…` is all that such lines are here. `[Reserved]: none` looks the same to a parser,
 * which would take it for the target of links and drop it.
 */
export function hasOnlyLinkTargets(text: string): boolean {
  for (const match of text.matchAll(/^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*(\S*)/gm)) {
    if (!/^<?(?:[a-z][a-z0-9+.-]*:|[./#?])/i.test(match[1] ?? '')) return false;
  }
  return true;
}
