import { AppError } from '../core/error.ts';
import { matterId, termId } from '../core/model/ids.ts';
import { isoDate, type MatterView, type Party } from '../core/model/matter.ts';
import type { ContestedTerm } from '../core/model/negotiation.ts';
import type { Engine } from '../engine/engine.ts';
import type { Arguments } from './command.ts';
import { withEngine } from './workspace.ts';

/** The matter that `--matter` names. */
export async function getMatter(engine: Engine, args: Arguments): Promise<MatterView> {
  const text = args.get('matter');
  const id = matterId.safeParse(text);
  if (!id.success) throw new AppError('not-found', `There is no matter “${text}”.`, { details: { id: text } });
  return engine.ask('matter.get', { matterId: id.data });
}

/** The matter that `--matter` names, with what the engine answers about it. */
export function askAboutMatter<T>(
  args: Arguments,
  ask: (engine: Engine, matter: MatterView) => Promise<T>,
): Promise<{ readonly matter: MatterView; readonly found: T }> {
  return withEngine(args, async (engine) => {
    const matter = await getMatter(engine, args);
    return { matter, found: await ask(engine, matter) };
  });
}

/** What a side is called, by its id. */
export function sideNames({ parties }: Pick<MatterView, 'parties'>): (id: string) => string {
  return (id) => parties.find((party) => party.id === id)?.name ?? id;
}

/** The side that `--side` names, by its name without regard to case, or `ours`. */
export function getSide(matter: MatterView, args: Arguments): Party {
  const text = args.get('side');
  const wanted = text.trim().toLocaleLowerCase();
  const found = matter.parties.find(
    (party) => party.name.toLocaleLowerCase() === wanted || (wanted === 'ours' && party.isOurs),
  );
  if (found === undefined) {
    const names = matter.parties.map((party) => party.name).join(', ');
    throw new AppError('not-found', `“${text}” is no side of this matter; its sides are ${names}.`);
  }
  return found;
}

/** The term that `--term` names: its id, or the number of its clause where only one term has it. */
export async function getTerm(engine: Engine, matter: MatterView, args: Arguments): Promise<ContestedTerm> {
  const text = args.get('term');
  const terms = await engine.ask('term.list', { matterId: matter.id });
  const named = terms.filter((term) => term.label === text);
  if (named.length === 1 && named[0] !== undefined) return named[0];
  if (named.length > 1) {
    const ids = named.map((term) => term.id).join(', ');
    throw new AppError('usage', `Several contested terms have the number ${text}; name one by its id: ${ids}.`);
  }
  const id = termId.safeParse(text);
  if (!id.success) throw new AppError('not-found', `There is no contested term “${text}”.`, { details: { id: text } });
  return engine.ask('term.get', { matterId: matter.id, termId: id.data });
}

/** The day that an option names; throws `usage` when it is no day of the calendar. */
export function readDate(args: Arguments, name: string, otherwise: string): string {
  const text = args.find(name) ?? otherwise;
  if (!isoDate.safeParse(text).success) {
    throw new AppError('usage', `--${name} is a day such as 2026-03-31; “${text}” is not.`);
  }
  return text;
}
