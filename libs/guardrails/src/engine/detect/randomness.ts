/** Shannon entropy of a text, in bits per character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values())
    entropy -= (count / text.length) * Math.log2(count / text.length);
  return entropy;
}

/** Number of kinds of characters in a text: lower case, upper case, digits, others. */
export function characterKinds(text: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
}

/** Whether a text consists of words and short numbers between separators: `my-service-v2`. */
export function isMadeOfWords(text: string): boolean {
  return text
    .split(/[-_.:/ ]+/)
    .every((part) =>
      /^(?:[a-z]{1,14}|[A-Z]{1,14}|[A-Z][a-z]{1,13}|v?\d{1,4}|[a-z]+\d{1,2}|)$/.test(part),
    );
}
