/** Whether a string or a key in the value contains a zero byte, which PostgreSQL can neither store nor search for. */
export function holdsZeroByte(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, child]) => name.includes('\0') || holdsZeroByte(child));
}
