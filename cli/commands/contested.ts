import type { ContestedTerm } from '../../core/model/negotiation.ts';
import type { Command } from '../command.ts';
import { askAboutMatter, sideNames } from '../matter-arguments.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley contested`: the contested terms of a matter, with the words that differ. */
export const contested: Command = {
  name: 'contested',
  usage: '--matter ID [--json]',
  summary: 'the contested terms, with the words that differ',
  positionals: [],
  options: { matter: { type: 'string' } },
  async run(args, terminal) {
    const { matter, found: terms } = await askAboutMatter(args, (engine, { id }) =>
      engine.ask('term.list', { matterId: id }),
    );
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.contested/1', matterId: matter.id, parties: matter.parties, terms });
      return;
    }
    if (terms.length === 0) printLine(terminal, 'Nothing is contested.');
    for (const term of terms) printTerm(term, sideNames(matter), (line) => printLine(terminal, line));
  },
};

function printTerm(term: ContestedTerm, nameOf: (partyId: string) => string, print: (line: string) => void): void {
  const moved = term.lastMovedPartyId === null ? '' : `, last moved by ${nameOf(term.lastMovedPartyId)}`;
  print(
    `${term.id}  ${term.label ?? ''}  ${term.title}  [${term.status}${term.contested ? '' : ', words agree'}${moved}]`,
  );
  for (const span of term.spans) {
    print(`  [-${nameOf(span.aPartyId)}-] {+${nameOf(span.bPartyId)}+}`);
    const words = span.edits.map((edit) =>
      edit.op === 'equal' ? shorten(edit.text) : edit.op === 'delete' ? `[-${edit.text}-]` : `{+${edit.text}+}`,
    );
    print(`  ${words.join('').replaceAll('\n', '\n  ')}`);
  }
}

/** Long stretches that both sides share are shown by their ends. */
function shorten(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 55)} … ${text.slice(-55)}`;
}
