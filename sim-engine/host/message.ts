/** What travels on links. Systems define their own kinds. */

/** Any protocol message: plain immutable data. */
export interface Message {
  /** The protocol's own name for it, e.g. `ProduceRequest`. */
  readonly kind: string;
  /** An answer to something that its receiver asked. A kind that ends in `Response` always is one. */
  readonly isAnswer?: true;
}

/** Is this an answer to a request? */
export function isResponse(message: Message): boolean {
  return message.isAnswer === true || message.kind.endsWith('Response');
}
