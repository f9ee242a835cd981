import { sha256Hex } from '@codegate/kernel';

const illegal = /[^a-zA-Z0-9_-]/g;
const hashChars = 24;

/**
 * A tool call's id in the form every provider takes, at most `limit` long. Ids are never just cut: two
 * that share a beginning would become the same. Stateless, so a call and its result, and every later
 * message, get the same id again (microsoft/autogen#6377, V1ki/dsh-plugin-subscriptions#29).
 */
export function fixToolId(id: string, limit: number): string {
  const legal = id.replace(illegal, '_');
  if (legal === id && id !== '' && id.length <= limit) return id;
  const hash = sha256Hex(id).slice(0, hashChars);
  const start = legal === '' ? 'id' : legal.slice(0, limit - hashChars - 1);
  return `${start}_${hash}`;
}
