import { type ClauseKind, clauseKind } from '../../core/model/clause.ts';

/**
 * A marks file: what somebody wrote down while reading a contract, a line a mark, quoting its words. It is scratch and never
 * committed; compile.ts turns it into numbers.
 *
 *     file edgar-contracts/txt/NAME.txt        (path in the corpus)
 *     language en
 *     clause  LABEL or - | KIND | first words [| heading, or ? where having one is a matter of taste]
 *     free    first words [| first words of the last line of a stretch, all of whose lines are free]
 *     define  TERM | words around it
 *     ref     REFERENCE | words around it | target
 *
 * A target is `external`, `dead`, `here` (the clause it stands in), a label (`4.2`), a path of labels (`4.2(b)`, `Annex B > 1`), the second
 * so labelled (`4.2#2`) or a heading or first words (`=Governing Law`).
 *
 * Clauses and free places are in document order, and so are definitions and references, each among themselves. `define?` and `ref?`
 * mark what may or may not be reported; `clause+` and `free+` begin inside a line. Lines that begin with `#` are notes.
 */
export interface Marks {
  readonly file: string;
  readonly language: string;
  /** Clauses and free places as they follow each other. */
  readonly places: readonly PlaceMark[];
  readonly definitions: readonly QuoteMark[];
  readonly references: readonly QuoteMark[];
}

export interface PlaceMark {
  readonly line: number;
  readonly quote: string;
  /** The place may be inside a line. */
  readonly inLine: boolean;
  /** `null` for a free place. */
  readonly clause: { readonly label: string | null; readonly kind: ClauseKind; readonly heading: string | null } | null;
  /** The first words of the last free line; the same as `quote` for one place. */
  readonly last: string;
}

export interface QuoteMark {
  readonly line: number;
  readonly words: string;
  readonly context: string;
  /** Of a reference; empty for a definition. */
  readonly target: string;
  readonly free: boolean;
}

/** Reads a marks file. Throws an Error that names the line when one cannot be understood. */
export function parseMarks(text: string): Marks {
  const head = new Map<string, string>();
  const places: PlaceMark[] = [];
  const definitions: QuoteMark[] = [];
  const references: QuoteMark[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(trimmed) ?? [];
    const fields = rest.split('|').map((field) => field.trim());
    const [first = '', second = '', third = '', fourth = ''] = fields;
    const need = (count: number, most: number): void => {
      if (fields.length < count || fields.length > most || fields.slice(0, count).includes(''))
        throw new Error(`line ${line}: ${count} to ${most} fields expected: ${trimmed}`);
    };
    switch (word) {
      case 'file':
      case 'language':
        head.set(word, rest);
        break;
      case 'clause':
      case 'clause+': {
        need(3, 4);
        const kind = clauseKind.safeParse(second);
        if (!kind.success) throw new Error(`line ${line}: no kind of clause: ${second}`);
        const clause = { label: first === '-' ? null : first, kind: kind.data, heading: fourth === '' ? null : fourth };
        places.push({ line, quote: third, inLine: word.endsWith('+'), clause, last: third });
        break;
      }
      case 'free':
      case 'free+':
        need(1, 2);
        places.push({ line, quote: first, inLine: word.endsWith('+'), clause: null, last: second || first });
        break;
      case 'define':
      case 'define?':
        need(2, 2);
        definitions.push({ line, words: first, context: second, target: '', free: word.endsWith('?') });
        break;
      case 'ref':
      case 'ref?':
        need(3, 3);
        references.push({ line, words: first, context: second, target: third, free: word.endsWith('?') });
        break;
      default:
        throw new Error(`line ${line}: a mark begins with clause, free, define or ref: ${trimmed}`);
    }
  }
  const file = head.get('file');
  const language = head.get('language');
  if (file === undefined || language === undefined) throw new Error('the lines `file` and `language` are missing');
  return { file, language, places, definitions, references };
}
