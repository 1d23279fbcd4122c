/** XML that is refused; `message` says what is wrong with it, without a full stop. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  /** `too-large` when the tree would not fit in memory, otherwise `damaged`. */
  readonly code: 'damaged' | 'too-large';

  constructor(code: 'damaged' | 'too-large', message: string) {
    super(message);
    this.code = code;
  }
}
