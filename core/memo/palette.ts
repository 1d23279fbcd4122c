/**
 * The colours of a memo on paper, the window's own in its light theme. Each text colour reads at 4.5:1
 * or more on white and on its tint (WCAG 2.2, 1.4.3), and no colour stands alone: sides have a shape and
 * a name, marked words a line.
 */
export const ink = '#1d1c1a';
export const muted = '#5f5c57';
export const hairline = '#d9d5cd';
export const inserted = '#1748c9';
export const deleted = '#b3261e';
/** Behind the line that says a memo is privileged. */
export const privilegedTint = '#fbe9e7';
export const sharedTint = '#eef0ee';

export interface SideLook {
  readonly colour: string;
  readonly tint: string;
  readonly shape: string;
}

const ours: SideLook = { colour: '#0f5c8a', tint: '#e3eff6', shape: '●' };
const others: readonly SideLook[] = [
  { colour: '#a4530a', tint: '#fbeedd', shape: '■' },
  { colour: '#6b3fa0', tint: '#f0e9f8', shape: '◆' },
  { colour: '#0b6a5f', tint: '#e0f1ee', shape: '▲' },
  { colour: '#8a2d5b', tint: '#f8e6ef', shape: '▼' },
];

/** How many looks there are; further sides begin again after ours. */
export const sideLooks = 1 + others.length;

/** The look of a side, by its party's ordinal: 0 is ours. */
export function sideLook(ordinal: number): SideLook {
  return ordinal === 0 ? ours : (others[(ordinal - 1) % others.length] ?? ours);
}
