import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listVagueWords, parseVagueWords, vagueKinds, vagueWordList } from '../../../core/contract/vague-words.ts';
import type { AppError } from '../../../core/error.ts';

const seed = 20_261_124;

function found(text: string, list = vagueWordList('en')): string[] {
  return listVagueWords(text, list).map(({ from, to, kind }) => `${kind}: ${text.slice(from, to)}`);
}

describe('Parley’s own lists', () => {
  test('English', () => {
    expect(
      found(
        'The Vendor shall promptly use commercially reasonable efforts, as needed, for any lawful purpose; incidental use is not unreasonably or substantially limited.',
      ),
    ).toEqual([
      'time: promptly',
      'standard: commercially reasonable efforts',
      'condition: as needed',
      'scope: any lawful purpose',
      'degree: incidental',
      'standard: unreasonably',
      'degree: substantially',
    ]);
    expect(found('a MATERIAL BREACH, written materials and material of wood')).toEqual(['degree: MATERIAL BREACH']);
    expect(found('on the day immediately preceding, or immediately')).toEqual(['time: immediately']);
  });

  test('French, without accents too', () => {
    const list = vagueWordList('fr');
    expect(
      found('Dans les meilleurs délais et, le cas échéant, de façon raisonnable, pour toute finalité licite.', list),
    ).toEqual([
      'time: Dans les meilleurs délais',
      'condition: le cas échéant',
      'standard: raisonnable',
      'scope: toute finalité licite',
    ]);
    expect(found('LE CAS ECHEANT, S’IL Y A LIEU', list)).toEqual([
      'condition: LE CAS ECHEANT',
      'condition: S’IL Y A LIEU',
    ]);
    expect(found('données sensibles ou effet sensible', list)).toEqual(['degree: sensible']);
  });
});

describe('a list of one’s own', () => {
  test('is read a line an entry, with remarks and exceptions', () => {
    const list = parseVagueWords('# mine\ntime: soon*\n\n- sooner or later # a saying\ndegree: very much');
    expect(list.entries).toBe(3);
    expect(found('soonest, sooner or later, very, very much', list)).toEqual(['time: soonest', 'degree: very much']);
  });

  test.each(['soon', 'when: soon', 'time:', '-', 'time: ***'])('refuses “%s” and names the line', (line) => {
    const refused = (): AppError | null => {
      try {
        parseVagueWords(`time: soon\n${line}`);
        return null;
      } catch (error) {
        return error as AppError;
      }
    };
    expect(refused()).toMatchObject({ code: 'invalid-input', details: { line: 2 } });
  });
});

test('the words found are those that trying every entry at every word gives', () => {
  const entries = ['soon', 'soon after', 'after all', 'all*', 'in due course', 'in'];
  const list = parseVagueWords(entries.map((entry) => `time: ${entry}`).join('\n'));
  const words = ['soon', 'after', 'all', 'allowed', 'in', 'due', 'course', 'x', 'Soon'];
  const fits = (entry: string, chosen: readonly string[], at: number): number => {
    const parts = entry.split(' ');
    const isThere = parts.every((part, n) => {
      const word = chosen[at + n]?.toLowerCase();
      return part.endsWith('*') ? word?.startsWith(part.slice(0, -1)) === true : word === part;
    });
    return isThere ? parts.length : 0;
  };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (chosen) => {
      const expected: string[] = [];
      for (let i = 0; i < chosen.length; ) {
        const longest = Math.max(...entries.map((entry) => fits(entry, chosen, i)));
        if (longest > 0) expected.push(chosen.slice(i, i + longest).join(' '));
        i += Math.max(1, longest);
      }
      const text = chosen.join(' ');
      expect(listVagueWords(text, list).map(({ from, to }) => text.slice(from, to))).toEqual(expected);
    }),
    { seed, numRuns: 300 },
  );
});

test('every kind is in both lists', () => {
  for (const language of ['en', 'fr'] as const)
    expect(vagueWordList(language).entries).toBeGreaterThan(vagueKinds.length * 5);
});
