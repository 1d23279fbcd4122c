import { diffArrays, diffWordsWithSpace } from 'diff';
import DiffMatchPatch from 'diff-match-patch';
import { alignClauses } from '../../core/compare/align.ts';
import { compareClauses } from '../../core/compare/compare.ts';
import { tokenize } from '../../core/compare/tokens.ts';
import { projectEdits } from '../../core/compare/verify.ts';
import type { WordEdit } from '../../core/model/comparison.ts';
import { type GeneratedClause, toCompared, toText } from '../support/generate-contract.ts';

/** One way to compare two contracts. `prepare` makes its input, `run` is what is timed, `check` says what came out. */
export interface Contestant {
  readonly name: string;
  readonly does: string;
  prepare(a: readonly GeneratedClause[], b: readonly GeneratedClause[]): Prepared;
}

export interface Prepared {
  run(): void;
  check(): string;
}

export const contestants = {
  parley: {
    name: 'Parley',
    does: 'pairs the clauses, finds moves, compares words inside each pair; from clauses already cut',
    prepare(a, b) {
      const sideA = toCompared(a);
      const sideB = toCompared(b);
      let result: ReturnType<typeof compareClauses> | null = null;
      return {
        run: () => {
          result = compareClauses(sideA, sideB);
        },
        check: () => {
          const rows = result?.rows ?? [];
          const isLawful = (['a', 'b'] as const).every((side) => {
            const clauses = side === 'a' ? sideA : sideB;
            return rows.every((row) => {
              const index = row[side];
              return index === null || projectEdits(row.edits, side) === clauses[index]?.text;
            });
          });
          const { wordsDeleted = 0, wordsInserted = 0 } = result?.summary ?? {};
          return `${reproduced(isLawful)}, ${wordsDeleted} words out, ${wordsInserted} in`;
        },
      };
    },
  },
  parleyAlign: {
    name: 'Parley, pairs only',
    does: 'the first part of the same',
    prepare(a, b) {
      const sideA = toCompared(a);
      const sideB = toCompared(b);
      let pairs = 0;
      return {
        run: () => {
          pairs = alignClauses(sideA, sideB).filter((row) => row.a !== null && row.b !== null).length;
        },
        check: () => `${pairs} pairs of ${a.length} and ${b.length} clauses`,
      };
    },
  },
  dmpLines: onTexts('diff-match-patch by lines', 'marks whole lines, that is clauses; no words, no moves', (a, b) => {
    const engine = new DiffMatchPatch.diff_match_patch();
    engine.Diff_Timeout = 0;
    const { chars1, chars2, lineArray } = engine.diff_linesToChars_(a, b);
    const diffs = engine.diff_main(chars1, chars2, false);
    engine.diff_charsToLines_(diffs, lineArray);
    return fromDiffMatchPatch(diffs);
  }),
  dmpLineMode: onTexts(
    'diff-match-patch, its line mode',
    'lines first, then characters in lines that changed, no moves',
    (a, b) => {
      const engine = new DiffMatchPatch.diff_match_patch();
      engine.Diff_Timeout = 0;
      return fromDiffMatchPatch(engine.diff_main(a, b, true));
    },
  ),
  dmpWords: onTexts('diff-match-patch by words', 'one sequence of words and spaces, no moves', (a, b) => {
    const engine = new DiffMatchPatch.diff_match_patch();
    engine.Diff_Timeout = 0;
    const words = new Map<string, string>();
    const list: string[] = [];
    const encode = (text: string) =>
      tokenize(text)
        .map((token) => {
          let character = words.get(token);
          if (character === undefined) {
            list.push(token);
            character = String.fromCharCode(list.length);
            words.set(token, character);
          }
          return character;
        })
        .join('');
    const diffs = engine.diff_main(encode(a), encode(b), false);
    return diffs.map(([op, text]) => ({
      op: op === 0 ? 'equal' : op < 0 ? 'delete' : 'insert',
      text: Array.from(text, (character) => list[character.charCodeAt(0) - 1]).join(''),
    }));
  }),
  jsdiffArrays: onTexts('jsdiff diffArrays over tokens', 'one sequence of words and spaces, no moves', (a, b) =>
    diffArrays(tokenize(a), tokenize(b)).map(({ added, removed, value }) => ({
      op: removed ? 'delete' : added ? 'insert' : 'equal',
      text: value.join(''),
    })),
  ),
  jsdiffWords: onTexts('jsdiff diffWordsWithSpace', 'one sequence of words and spaces, no moves', (a, b) =>
    diffWordsWithSpace(a, b).map(({ added, removed, value }) => ({
      op: removed ? 'delete' : added ? 'insert' : 'equal',
      text: value,
    })),
  ),
} as const satisfies Record<string, Contestant>;
export type ContestantName = keyof typeof contestants;

/** A contestant that is given both texts as a whole, numbers typed, a clause a line. */
function onTexts(name: string, does: string, compare: (a: string, b: string) => WordEdit[]): Contestant {
  return {
    name,
    does,
    prepare(a, b) {
      const textA = toText(a);
      const textB = toText(b);
      let edits: WordEdit[] = [];
      return {
        run: () => {
          edits = compare(textA, textB);
        },
        check: () => {
          const isLawful = projectEdits(edits, 'a') === textA && projectEdits(edits, 'b') === textB;
          const words = (op: WordEdit['op']) =>
            edits
              .filter((edit) => edit.op === op)
              .reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
          return `${reproduced(isLawful)}, ${words('delete')} words out, ${words('insert')} in`;
        },
      };
    },
  };
}

function fromDiffMatchPatch(diffs: readonly DiffMatchPatch.Diff[]): WordEdit[] {
  return diffs.map(([op, text]) => ({ op: op === 0 ? 'equal' : op < 0 ? 'delete' : 'insert', text }));
}

function reproduced(isLawful: boolean): string {
  return isLawful ? 'both sides reproduced' : 'SIDES NOT REPRODUCED';
}
