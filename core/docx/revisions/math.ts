import type { Splice } from '../splices.ts';
import { findChild, type XmlElement } from '../xml.ts';
import type { Tally } from './inline.ts';
import { resolveProperties } from './properties.ts';
import { contentTo } from './raw-xml.ts';
import type { Resolution } from './resolution.ts';

/** What formulas need of the paragraph around them. */
export interface MathParts {
  readonly resolution: Resolution;
  readonly splices: Splice[];
  resolveChild(element: XmlElement): Tally;
  /** Cuts an element away, with what was found to change in it since `splices` had the length `from`. */
  removeInstead(from: number, element: XmlElement): void;
}

/** The parts of a fraction, root or other object that hold something to read (ECMA-376 part 1, 22.1.2). */
const slots: ReadonlySet<string> = new Set(['m:e', 'm:num', 'm:den', 'm:sub', 'm:sup', 'm:deg', 'm:fName', 'm:lim']);

/**
 * Resolves a formula or an object in it. That an object was itself put in or taken away is written in the properties of
 * its control character (`m:ctrlPr`, 22.1.2.23); when it goes, what stands in its slots stays in its place, as in Word.
 */
export function resolveMath(element: XmlElement, parts: MathParts): Tally {
  const { resolution, splices } = parts;
  const from = splices.length;
  const control = controlOf(element);
  const change = control === null ? null : (findChild(control, 'w:ins') ?? findChild(control, 'w:del'));
  let had = 0;
  let left = 0;
  for (let child = element.first; child !== null; child = child.next) {
    if (control !== null && child.to > control.from && child.from <= control.from) {
      if (change === null || !resolution.removes(change)) resolveControl(control, change, parts);
      continue;
    }
    const tally = parts.resolveChild(child);
    had += tally.had;
    left += tally.left;
  }
  const isWhole = element.name === 'm:oMath' || element.name === 'm:oMathPara';
  const isRemoved = change !== null && resolution.removes(change);
  if ((isWhole || isRemoved) && left === 0 && (had > 0 || isRemoved)) {
    parts.removeInstead(from, element);
    return { had, left: 0 };
  }
  if (isRemoved) dissolve(element, parts);
  return { had, left };
}

function controlOf(element: XmlElement): XmlElement | null {
  const properties = element.first;
  return properties?.name.endsWith('Pr') ? findChild(properties, 'm:ctrlPr') : null;
}

function resolveControl(control: XmlElement, change: XmlElement | null, { resolution, splices }: MathParts): void {
  if (change === null || !resolution.settles(change)) {
    for (let child = control.first; child !== null; child = child.next) resolveProperties(child, resolution, splices);
    return;
  }
  splices.push({ from: change.from, to: change.contentFrom, text: '' });
  splices.push({ from: contentTo(resolution.text, change), to: change.to, text: '' });
}

/** Cuts everything of an object but what stands in its slots. */
function dissolve(element: XmlElement, { resolution, splices }: MathParts): void {
  resolution.release(element);
  let at = element.from;
  const walk = (inner: XmlElement) => {
    for (let child = inner.first; child !== null; child = child.next) {
      if (child.name === 'm:mr') walk(child);
      if (!slots.has(child.name)) continue;
      splices.push({ from: at, to: child.contentFrom, text: '' });
      at = contentTo(resolution.text, child);
    }
  };
  walk(element);
  splices.push({ from: at, to: element.to, text: '' });
}
