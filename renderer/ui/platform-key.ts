/** The name of a key as this keyboard has it. */
export function platformKey(key: string): string {
  if (!navigator.userAgent.includes('Mac')) return key;
  return { Ctrl: '⌘', Shift: '⇧' }[key] ?? key;
}
