/** What travels on links. Systems define their own kinds; by convention an answer's kind ends in `Response`. */

/** Any protocol message: plain immutable data. */
export interface Message {
  /** The protocol's own name for it, e.g. `ProduceRequest`. */
  readonly kind: string;
}

/** Is this an answer to a request? */
export function isResponse(message: Message): boolean {
  return message.kind.endsWith('Response');
}
