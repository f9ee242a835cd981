/**
 * Whether a name fits a pattern in which `*` stands for any characters and `?` for one; case does not count. In
 * time proportional to both lengths, whatever the pattern: no backtracking a caller could make expensive.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = name.toLowerCase();
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  for (let i = 0; i < given.length;) {
    if (wanted[at] === '*') {
      star = at;
      at += 1;
      resumeAt = i;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[i])) {
      at += 1;
      i += 1;
    } else if (star !== -1) {
      // The last star takes one character more; earlier ones never have to.
      at = star + 1;
      resumeAt += 1;
      i = resumeAt;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
