/** Where a command writes and what day it is; tests hand in their own. */
export interface Terminal {
  out(text: string): void;
  /** Today on this machine's calendar, `2026-03-31`. */
  today(): string;
}

/** Writes a line of text. */
export function printLine(terminal: Terminal, text: string): void {
  terminal.out(`${text}\n`);
}

/** Writes a value as indented JSON. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}
