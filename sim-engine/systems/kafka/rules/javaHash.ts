/** The order in which Java's hash map gives strings back: some of Kafka's ties are decided by it. */

/** `String.hashCode`: signed 32 bits. */
export function javaStringHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

function tableSize(count: number): number {
  let size = 16;
  while (count * 4 > size * 3) size *= 2;
  return size;
}

/** Strings in the iteration order of a `HashMap` into which they were put in the given order. */
export function inJavaHashOrder(texts: readonly string[]): readonly string[] {
  const mask = tableSize(texts.length) - 1;
  const bucket = (text: string): number => {
    const hash = javaStringHash(text);
    return (hash ^ (hash >>> 16)) & mask;
  };
  return texts
    .map((text, index) => ({ text, index, bucket: bucket(text) }))
    .sort((left, right) => left.bucket - right.bucket || left.index - right.index)
    .map((entry) => entry.text);
}
