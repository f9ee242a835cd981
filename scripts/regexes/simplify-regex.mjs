import { RegExpParser } from '@eslint-community/regexpp';

/** A character that no expression of ours mentions: where it is required, a match fails on every real text. */
const never = '\\uE000';
/** Counts above this are lowered. */
const most = 2;
/** Instead of properties of Unicode, which make the checker's automata large. */
const properties = { L: 'A-Za-zÀ-ɏ', N: '\\d', Lu: 'A-ZÀ-Þ', Ll: 'a-zß-ɏ' };

/** Whether something in an expression may be repeated without a limit. */
export function hasLoops(source, flags) {
  return !isBounded(parse(source, flags));
}

function parse(source, flags) {
  return new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
}

/**
 * Writes a regular expression without what the checker's exact method cannot read, so that it takes at least as long in
 * every case that is not constant:
 *
 * - Counts are lowered (`{1,80}` to `{1,3}`): a bounded count multiplies the time by a constant. How large the constant
 *   may be is measured by the fuzz tests.
 * - A look-ahead becomes an alternative that fails at its end, so that the time for trying it counts, and the whole
 *   expression may fail at its end.
 * - A negative look-behind for one character at the beginning becomes a character before the match, because it is what
 *   keeps a search from starting at each character of a run. All others are left out.
 * - A back-reference becomes the group it names, and letters are written in lower case where case is ignored.
 * - Outside of loops words are shortened, and words of the same kind count as one: each is tried at most once.
 *
 * @returns {string} an expression for a checker, not for matching; without the flags i, u and v
 * @throws {Error} for a look-behind without a limit, which takes time at every character
 */
export function simplifyRegex(source, flags) {
  const pattern = parse(source, flags);
  const writer = { mayFail: false, open: new Set(), loops: 0, ignoresCase: flags.includes('i') };
  const text = writeAlternatives(pattern.alternatives, writer, true);
  return writer.mayFail ? `(?:${text})${never}` : text;
}

function writeAlternatives(alternatives, writer, isFirst) {
  const isInLoop = writer.loops > 0;
  return (isInLoop ? alternatives : withoutSimilarWords(alternatives))
    .map(({ elements }) => {
      let atStart = isFirst;
      return (isInLoop ? elements : withShortWords(elements))
        .map((element) => {
          const text = write(element, writer, atStart);
          atStart &&= isLookBehind(element) && text === '';
          return text;
        })
        .join('');
    })
    .join('|');
}

/** Leaves of each word its first three letters. */
function withShortWords(elements) {
  let letters = 0;
  return elements.filter((element) => {
    letters = element.type === 'Character' && /\p{L}/u.test(element.raw) ? letters + 1 : 0;
    return letters <= 3;
  });
}

function write(node, writer, isFirst) {
  switch (node.type) {
    case 'Group':
      return `(?:${writeAlternatives(node.alternatives, writer, isFirst)})`;
    case 'CapturingGroup': {
      writer.open.add(node);
      const text = `(?:${writeAlternatives(node.alternatives, writer, isFirst)})`;
      writer.open.delete(node);
      return text;
    }
    case 'Quantifier': {
      if (node.max === Infinity) writer.loops += 1;
      const text = write(node.element, writer, isFirst && node.min > 0) + countOf(node);
      if (node.max === Infinity) writer.loops -= 1;
      return text;
    }
    case 'CharacterClass':
      return `[${node.negate ? '^' : ''}${insideOf(node, writer)}]`;
    case 'CharacterSet':
      return node.kind === 'property'
        ? `[${node.negate ? '^' : ''}${properties[node.value ?? node.key]}]`
        : node.raw;
    case 'Character':
      return characterOf(node, writer);
    case 'Assertion':
      return writeAssertion(node, writer, isFirst);
    case 'Backreference': {
      const groups = [node.resolved].flat().filter((group) => !writer.open.has(group));
      return `(?:${groups.map((group) => write(group, writer, false)).join('|')})`;
    }
    default:
      return node.raw;
  }
}

function writeAssertion(node, writer, isFirst) {
  if (node.kind === 'lookahead') {
    writer.mayFail = true;
    const body = writeAlternatives(node.alternatives, writer, false);
    return `(?:(?:${body})${never}|)`;
  }
  if (node.kind !== 'lookbehind') return node.raw;
  writer.mayFail = true;
  if (!isBounded(node)) throw new Error('A look-behind must have a limit');
  if (!isFirst) return '';
  const set = node.alternatives.map(({ elements }) => setOf(elements, writer));
  if (!set.every((each) => each !== null)) {
    return node.negate ? '' : `(?:${writeAlternatives(node.alternatives, writer, false)})`;
  }
  return node.negate ? `(?:^|[^${set.join('')}])` : `[${set.join('')}]`;
}

/** The inside of a character class for a single character, or null. */
function setOf(elements, writer) {
  const [element] = elements;
  if (elements.length !== 1) return null;
  if (element.type === 'CharacterClass') return element.negate ? null : insideOf(element, writer);
  if (element.type === 'CharacterSet') {
    if (element.kind === 'any') return null;
    return element.kind === 'property' ? properties[element.value ?? element.key] : element.raw;
  }
  return element.type === 'Character' ? escapeInClass(characterOf(element, writer)) : null;
}

function insideOf({ elements }, writer) {
  return elements
    .map((element) => {
      if (element.type === 'Character') return escapeInClass(characterOf(element, writer));
      if (element.type === 'CharacterClassRange') {
        const { min, max } = element;
        return `${escapeInClass(characterOf(min, writer))}-${escapeInClass(characterOf(max, writer))}`;
      }
      const isProperty = element.kind === 'property' && !element.negate;
      return isProperty ? properties[element.value ?? element.key] : element.raw;
    })
    .join('');
}

function escapeInClass(character) {
  return /^[-^\]\\]$/.test(character) ? `\\${character}` : character;
}

function characterOf({ raw }, { ignoresCase }) {
  return ignoresCase && raw.length === 1 ? raw.toLowerCase() : raw;
}

/** Keeps one of the words that consist of the same kinds of characters in the same order. */
function withoutSimilarWords(alternatives) {
  const kinds = new Set();
  return alternatives.filter(({ elements }) => {
    if (elements.length === 0 || !elements.every(({ type }) => type === 'Character')) return true;
    const word = elements.map(({ raw }) => raw).join('');
    const kind = word
      .replace(/\p{Ll}+/gu, 'a')
      .replace(/\p{Lu}+/gu, 'A')
      .replace(/\d+/g, '0');
    return kinds.size < kinds.add(kind).size;
  });
}

function countOf({ min, max, greedy }) {
  const low = Math.min(min, most - 1);
  const high = max === Infinity ? '' : Math.min(max, most);
  return `{${low},${high}}${greedy ? '' : '?'}`;
}

function isLookBehind(node) {
  return node.type === 'Assertion' && node.kind === 'lookbehind';
}

function isBounded(node) {
  if (node.type === 'Quantifier' && node.max === Infinity) return false;
  const children = node.alternatives ?? node.elements ?? (node.element ? [node.element] : []);
  return children.every(isBounded);
}
