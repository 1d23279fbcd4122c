import type { XmlElement } from './xml.ts';

/**
 * The words of a `w:t` or `w:delText` (ECMA-376 part 1, 17.3.3.31, 17.3.3.7). A line feed in one, kept by `xml:space="preserve"` or not,
 * is white space that Word shows as a space: a break is an element of its own (`w:br`). Each character of the element
 * stands for one of the words, so that offsets are the same in both.
 */
export function textElementWords({ text }: XmlElement): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]/g, ' ') : text;
}
